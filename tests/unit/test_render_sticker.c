/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#include "media_samples.h"
#include "render/sticker.h"

static json_t *quoted(const char *text)
{
    g_autofree char *json = g_strdelimit(g_strdup(text), "'", '"');
    json_t *read = json_loads(json, 0, NULL);
    assert_non_null(read);
    return read;
}

/* Files in memory that are handed out by number, and how often. */
struct shelf {
    struct photo_file files[4];
    int opened, closed;
    GPtrArray *made;
};

static enum err shelf_open(void *context, json_int_t number, struct photo_file *file)
{
    struct shelf *shelf = context;
    shelf->opened++;
    *file = shelf->files[number];
    return OK;
}

static void shelf_close(void *context)
{
    ((struct shelf *)context)->closed++;
}

static void shelf_put(struct shelf *shelf, size_t place, const void *bytes, size_t size)
{
    shelf->files[place] =
        (struct photo_file){.kind = sniff(bytes, size), .bytes = bytes, .size = size, .pixels_max = 50000000};
}

/* Red on the left half, and transparent or blue on the right one. */
static void shelf_put_made(struct shelf *shelf, size_t place, int width, int height, const char *suffix, bool is_opaque)
{
    VipsImage *ground = NULL;
    const double red[] = {255, 0, 0, 255}, blue[] = {0, 0, 255, 255}, clear[] = {0, 0, 0, 0};
    int bands = is_opaque ? 3 : 4;
    assert_int_equal(vips_black(&ground, width, height, "bands", bands, NULL), 0);
    VipsImage *image = vips_image_copy_memory(ground);
    g_object_unref(ground);
    image->Type = VIPS_INTERPRETATION_sRGB;
    assert_int_equal(vips_draw_rect(image, (double *)red, bands, 0, 0, width / 2, height, "fill", TRUE, NULL), 0);
    assert_int_equal(vips_draw_rect(image, (double *)(is_opaque ? blue : clear), bands, width / 2, 0, width - width / 2,
                                    height, "fill", TRUE, NULL),
                     0);
    void *bytes;
    size_t size;
    if (vips_image_write_to_buffer(image, suffix, &bytes, &size, NULL))
        fail_msg("%s", vips_error_buffer());
    g_object_unref(image);
    g_ptr_array_add(shelf->made, bytes);
    shelf_put(shelf, place, bytes, size);
}

static const struct box square = {100, 100};

/* Draws over grey; the bytes are the caller's. */
static enum err draw(struct shelf *shelf, const char *stickers, uint8_t rgb[30000])
{
    json_auto_t *list = quoted(stickers);
    struct sticker_files files = {shelf_open, shelf_close, shelf};
    memset(rgb, 128, 30000);
    return stickers_draw(list, &files, square, rgb);
}

static void assert_colour(const uint8_t rgb[30000], int x, int y, int red, int green, int blue)
{
    const uint8_t *c = rgb + ((ptrdiff_t)y * 100 + x) * 3;
    if (abs(c[0] - red) > 3 || abs(c[1] - green) > 3 || abs(c[2] - blue) > 3)
        fail_msg("at %d, %d: came %d, %d, %d, not %d, %d, %d", x, y, c[0], c[1], c[2], red, green, blue);
}

static void places_are_as_worked_out_by_hand(void **)
{
    static const struct {
        const char *sticker;
        struct box own, picture;
        struct sticker_place place;
        struct area reach;
    } cases[] = {
        {"{'position': {'x': 0, 'y': 0, 'angle': 0}, 'width': 0.5}",
         {10, 10},
         {100, 200},
         {50, 100, 50, 50, 0},
         {24, 74, 76, 126}},
        {"{'position': {'x': -0.5, 'y': 0.5, 'angle': 0}, 'width': 0.2}",
         {20, 10},
         {100, 200},
         {0, 200, 20, 10, 0},
         {-11, 194, 11, 206}},
        {"{'position': {'x': 0.25, 'y': -0.25, 'angle': 90}, 'width': 0.4}",
         {40, 10},
         {100, 200},
         {75, 50, 40, 10, 90},
         {69, 29, 81, 71}},
        {"{'position': {'x': 0, 'y': 0, 'angle': -45}, 'width': 1}",
         {7, 7},
         {100, 100},
         {50, 50, 100, 100, -45},
         {-22, -22, 122, 122}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *sticker = quoted(cases[i].sticker);
        struct sticker_place place = sticker_place(sticker, cases[i].own, cases[i].picture), want = cases[i].place;
        struct area reach = sticker_reach(&place), far = cases[i].reach;
        const double off[] = {place.x - want.x,           place.y - want.y,         place.width - want.width,
                              place.height - want.height, place.angle - want.angle, reach.left - far.left,
                              reach.top - far.top,        reach.right - far.right,  reach.bottom - far.bottom};
        for (size_t n = 0; n < G_N_ELEMENTS(off); n++)
            if (fabs(off[n]) > 0.001)
                fail_msg("case %zu: number %zu is %g off", i, n, off[n]);
    }
}

#define CENTRE "'file': 0, 'position': {'x': 0, 'y': 0, 'angle': 0}, 'width': 0.5"

static void what_is_transparent_shows_the_photo(void **state)
{
    uint8_t rgb[30000];
    for (const char *const *suffix = (const char *const[]){".png", ".webp[lossless]", NULL}; *suffix; suffix++) {
        struct shelf *shelf = *state;
        shelf_put_made(shelf, 0, 64, 64, *suffix, false);
        assert_int_equal(draw(shelf, "[{" CENTRE "}]", rgb), OK);
        assert_colour(rgb, 40, 50, 255, 0, 0);
        assert_colour(rgb, 60, 50, 128, 128, 128);
        assert_colour(rgb, 26, 26, 255, 0, 0);
        assert_colour(rgb, 23, 50, 128, 128, 128);
        assert_colour(rgb, 40, 76, 128, 128, 128);
    }
}

static void opacity_mixes(void **state)
{
    uint8_t rgb[30000];
    shelf_put_made(*state, 0, 64, 64, ".png", true);
    assert_int_equal(draw(*state, "[{" CENTRE ", 'opacity': 0.5}]", rgb), OK);
    assert_colour(rgb, 40, 50, 192, 64, 64);
    assert_colour(rgb, 60, 50, 64, 64, 192);
    assert_int_equal(draw(*state, "[{" CENTRE ", 'opacity': 0}]", rgb), OK);
    assert_colour(rgb, 40, 50, 128, 128, 128);
}

static void angles_turn_clockwise(void **state)
{
    uint8_t rgb[30000];
    shelf_put_made(*state, 0, 64, 64, ".png", true);
    assert_int_equal(
        draw(*state, "[{'file': 0, 'position': {'x': 0, 'y': 0, 'angle': 90}, 'width': 0.5, 'opacity': 1}]", rgb), OK);
    assert_colour(rgb, 50, 30, 255, 0, 0);
    assert_colour(rgb, 50, 70, 0, 0, 255);
    assert_int_equal(
        draw(*state, "[{'file': 0, 'position': {'x': 0, 'y': 0, 'angle': 225}, 'width': 0.5, 'opacity': 1}]", rgb), OK);
    assert_colour(rgb, 50, 18, 0, 0, 255); /* a corner points up */
    assert_colour(rgb, 28, 28, 128, 128, 128);
    assert_colour(rgb, 65, 65, 255, 0, 0);
}

/* However much smaller the picture becomes, its halves meet in the middle. */
static void large_and_odd_pictures_keep_their_place(void **state)
{
    static const struct box sizes[] = {{1, 1}, {3, 3}, {51, 51}, {101, 33}, {1023, 1023}, {2049, 1537}, {4001, 4001}};
    uint8_t rgb[30000];
    for (size_t i = 1; i < G_N_ELEMENTS(sizes); i++) {
        shelf_put_made(*state, 0, sizes[i].width, sizes[i].height, ".png[compression=1]", true);
        assert_int_equal(draw(*state, "[{" CENTRE "}]", rgb), OK);
        double middle = 25 + 50.0 * (sizes[i].width / 2) / sizes[i].width, size = 50.0 / sizes[i].width;
        double soft = fmax(1, size / 2);
        assert_colour(rgb, (int)(middle - soft - 1), 50, 255, 0, 0);
        assert_colour(rgb, (int)(middle + soft + 1), 50, 0, 0, 255);
        assert_colour(rgb, 25, 50, 255, 0, 0);
        assert_colour(rgb, 74, 50, 0, 0, 255);
        assert_colour(rgb, 24, 50, 128, 128, 128);
        assert_colour(rgb, 75, 50, 128, 128, 128);
    }
}

static void what_lies_outside_costs_and_changes_nothing(void **state)
{
    uint8_t rgb[30000], grey[30000];
    memset(grey, 128, sizeof grey);
    shelf_put_made(*state, 0, 64, 64, ".png", true);
    assert_int_equal(draw(*state, "[{'file': 0, 'position': {'x': 1, 'y': -1, 'angle': 10}, 'width': 0.1}]", rgb), OK);
    assert_memory_equal(rgb, grey, sizeof grey);
    assert_int_equal(draw(*state, "[{'file': 0, 'position': {'x': 0.5, 'y': 0.5, 'angle': 0}, 'width': 0.5}]", rgb),
                     OK);
    assert_colour(rgb, 74, 74, 128, 128, 128);
    assert_colour(rgb, 76, 76, 255, 0, 0);
    assert_colour(rgb, 99, 99, 255, 0, 0);
}

static void the_later_lies_over_the_earlier_and_the_same_is_read_once(void **state)
{
    struct shelf *shelf = *state;
    uint8_t rgb[30000];
    shelf_put_made(shelf, 0, 64, 64, ".png", true);
    shelf_put_made(shelf, 1, 64, 64, ".png", false);
    assert_int_equal(draw(shelf,
                          "[{" CENTRE "}, {" CENTRE "}, {" CENTRE "}, {'file': 1, 'position': {'x': 0.25, 'y': 0,"
                          " 'angle': 0}, 'width': 0.5}]",
                          rgb),
                     OK);
    assert_colour(rgb, 60, 50, 255, 0, 0);
    assert_colour(rgb, 40, 50, 255, 0, 0);
    assert_int_equal(shelf->opened, 2);
    assert_int_equal(shelf->closed, 2);
}

static void a_sticker_that_is_damaged_or_too_large_is_told(void **state)
{
    struct shelf *shelf = *state;
    uint8_t rgb[30000], damaged[sizeof sample_png];
    memcpy(damaged, sample_png, sizeof damaged);
    damaged[45] ^= 1;
    shelf_put(shelf, 0, damaged, sizeof damaged);
    assert_int_equal(draw(shelf, "[{" CENTRE "}]", rgb), E_MEDIA_CORRUPT);
    shelf_put(shelf, 0, sample_bomb, sizeof sample_bomb);
    assert_int_equal(draw(shelf, "[{" CENTRE "}]", rgb), E_MEDIA_PIXELS);
    shelf_put(shelf, 0, "", 0);
    assert_int_equal(draw(shelf, "[{" CENTRE "}]", rgb), E_MEDIA_UNKNOWN);
    assert_int_equal(shelf->opened, shelf->closed);
}

/* A worker must not fall over whatever a picture's bytes are. */
static void damaged_bytes_give_an_outcome(void **state)
{
    struct shelf *shelf = *state;
    uint8_t rgb[30000];
    shelf_put_made(shelf, 0, 64, 48, ".webp[lossless]", false);
    size_t size = shelf->files[0].size;
    g_autofree uint8_t *bytes = g_memdup2(shelf->files[0].bytes, size);
    uint32_t chance = 3;
    for (int round = 0; round < 300; round++) {
        chance = chance * 1664525 + 1013904223;
        memcpy(bytes, shelf->files[0].bytes, size);
        bytes[(chance >> 8) % size] ^= (uint8_t)(1 << (chance & 7));
        shelf_put(shelf, 1, bytes, chance & 64 ? size : (chance >> 9) % size);
        enum err e = draw(shelf, "[{'file': 1, 'position': {'x': 0, 'y': 0, 'angle': 30}, 'width': 0.5}]", rgb);
        assert_true(e == OK || e == E_MEDIA_CORRUPT || e == E_MEDIA_UNKNOWN || e == E_MEDIA_PIXELS ||
                    e == E_MEDIA_FRAMES);
    }
}

static int shelf_new(void **state)
{
    struct shelf *shelf = g_new0(struct shelf, 1);
    shelf->made = g_ptr_array_new_with_free_func(g_free);
    *state = shelf;
    return 0;
}

static int shelf_free(void **state)
{
    g_ptr_array_unref(((struct shelf *)*state)->made);
    g_free(*state);
    return 0;
}

/* What libvips has to say about damaged files is known here. */
static void say_nothing(const char *, GLogLevelFlags, const char *, void *)
{
}

static int libraries_open(void **)
{
    g_log_set_default_handler(say_nothing, NULL);
    if (vips_init("test_render_sticker"))
        return -1;
    vips_cache_set_max(0);
    return 0;
}

static int libraries_close(void **)
{
    vips_shutdown();
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, shelf_new, shelf_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_as_worked_out_by_hand),
        CASE(what_is_transparent_shows_the_photo),
        CASE(opacity_mixes),
        CASE(angles_turn_clockwise),
        CASE(large_and_odd_pictures_keep_their_place),
        CASE(what_lies_outside_costs_and_changes_nothing),
        CASE(the_later_lies_over_the_earlier_and_the_same_is_read_once),
        CASE(a_sticker_that_is_damaged_or_too_large_is_told),
        CASE(damaged_bytes_give_an_outcome),
    };
    return cmocka_run_group_tests(tests, libraries_open, libraries_close);
}
