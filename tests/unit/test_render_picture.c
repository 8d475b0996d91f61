/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#include "media_samples.h"
#include "render/render.h"
#include "render/text.h"

enum { PIXELS_MAX = 50000000 };

static PangoFontMap *fonts;

/* A picture in memory, of bytes R, G, B. */
struct pixels {
    uint8_t *bytes;
    int width, height;
};

static const uint8_t *at(const struct pixels *p, double x, double y)
{
    return p->bytes + ((ptrdiff_t)(y * p->height) * p->width + (ptrdiff_t)(x * p->width)) * 3;
}

static void assert_colour(const struct pixels *p, double x, double y, int red, int green, int blue)
{
    const uint8_t *c = at(p, x, y);
    if (abs(c[0] - red) > 6 || abs(c[1] - green) > 6 || abs(c[2] - blue) > 6)
        fail_msg("at %g, %g: came %d, %d, %d, not %d, %d, %d", x, y, c[0], c[1], c[2], red, green, blue);
}

static struct pixels decoded(void *jpeg, size_t size)
{
    VipsImage *image = NULL;
    assert_int_equal(vips_jpegload_buffer(jpeg, size, &image, NULL), 0);
    struct pixels p = {.width = image->Xsize, .height = image->Ysize};
    assert_int_equal(image->Bands, 3);
    assert_int_equal(vips_image_get_typeof(image, VIPS_META_EXIF_NAME), 0);
    size_t bytes;
    p.bytes = vips_image_write_to_memory(image, &bytes);
    g_object_unref(image);
    g_free(jpeg);
    return p;
}

static enum err draw(const void *photo, size_t size, const char *picture, struct pixels *out)
{
    g_autofree char *json = g_strdelimit(g_strdup(picture), "'", '"');
    json_auto_t *read = json_loads(json, 0, NULL);
    assert_non_null(read);
    struct photo_file file = {.kind = sniff(photo, size), .bytes = photo, .size = size, .pixels_max = PIXELS_MAX};
    void *jpeg;
    size_t jpeg_size;
    enum err e = render_picture(fonts, &file, NULL, read, &jpeg, &jpeg_size);
    if (!e)
        *out = decoded(jpeg, jpeg_size);
    return e;
}

/* Draws a made picture, saved with `suffix` (".png", ".jpg", …), into a square box. */
static struct pixels draw_made(VipsImage *image, const char *suffix, const char *picture)
{
    void *photo;
    size_t size;
    if (vips_image_write_to_buffer(image, suffix, &photo, &size, NULL))
        fail_msg("%s", vips_error_buffer());
    g_object_unref(image);
    struct pixels p;
    assert_int_equal(draw(photo, size, picture, &p), OK);
    g_free(photo);
    return p;
}

/* Two halves side by side. */
static VipsImage *halves(int width, int height, const double left[3], const double right[3])
{
    VipsImage *ground = NULL, *image = NULL;
    assert_int_equal(vips_black(&ground, width, height, "bands", 3, NULL), 0);
    assert_int_equal(vips_linear(ground, &image, (double[]){1, 1, 1}, (double *)left, 3, "uchar", TRUE, NULL), 0);
    g_object_unref(ground);
    VipsImage *made = vips_image_copy_memory(image);
    g_object_unref(image);
    made->Type = VIPS_INTERPRETATION_sRGB;
    assert_int_equal(
        vips_draw_rect(made, (double *)right, 3, width / 2, 0, width - width / 2, height, "fill", TRUE, NULL), 0);
    return made;
}

#define SQUARE "{'width': 100, 'box': {'width': 1, 'height': 1}, 'quality': 95}"

static json_t *quoted_picture(const char *type)
{
    return json_pack("{s:i, s:{s:i, s:i}, s:s}", "width", 100, "box", "width", 1, "height", 1, "type", type);
}

static const double red[] = {200, 30, 30}, blue[] = {30, 30, 200};

static void the_middle_fills_the_box(void **)
{
    struct pixels p = draw_made(halves(400, 200, red, blue), ".png", SQUARE);
    assert_int_equal(p.width, 100);
    assert_int_equal(p.height, 100);
    assert_colour(&p, 0.2, 0.5, 200, 30, 30);
    assert_colour(&p, 0.8, 0.5, 30, 30, 200);
    g_free(p.bytes);
}

static void pictures_are_written_in_the_form_that_is_asked_for(void **)
{
    static const struct {
        const char *type;
        enum sniffed kind;
    } forms[] = {{"image/jpeg", SNIFFED_JPEG},
                 {"image/png", SNIFFED_PNG},
                 {"image/webp", SNIFFED_WEBP},
                 {"image/avif", SNIFFED_AVIF}};
    g_autofree void *photo = NULL, *made = NULL;
    size_t size, made_size;
    VipsImage *image = halves(400, 200, red, blue);
    assert_int_equal(vips_image_write_to_buffer(image, ".png", &photo, &size, NULL), 0);
    g_object_unref(image);
    struct photo_file file = {.kind = SNIFFED_PNG, .bytes = photo, .size = size, .pixels_max = PIXELS_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        json_auto_t *picture = quoted_picture(forms[i].type);
        g_clear_pointer(&made, g_free);
        assert_int_equal(render_picture(fonts, &file, NULL, picture, &made, &made_size), OK);
        assert_int_equal(sniff(made, made_size), forms[i].kind);
    }
    json_auto_t *unknown = quoted_picture("image/tiff");
    assert_int_equal(render_picture(fonts, &file, NULL, unknown, &made, &made_size), E_BROKEN);
}

static void the_crop_moves_with_the_fit(void **)
{
    struct pixels p =
        draw_made(halves(400, 200, red, blue), ".png",
                  "{'width': 100, 'box': {'width': 1, 'height': 1}, 'fit': {'x': 0.25, 'y': 0, 'zoom': 1.0}}");
    assert_colour(&p, 0.05, 0.5, 30, 30, 200);
    assert_colour(&p, 0.95, 0.5, 30, 30, 200);
    g_free(p.bytes);
}

static void large_jpegs_are_placed_like_small_ones(void **)
{
    /* 4000 wide to 100: decoded at an eighth. */
    struct pixels p = draw_made(halves(4001, 2001, red, blue), ".jpg[Q=95]",
                                "{'width': 100, 'box': {'width': 1, 'height': 1}, 'fit': {'x': 0, 'y': 0, 'zoom': 2}}");
    assert_colour(&p, 0.46, 0.5, 200, 30, 30);
    assert_colour(&p, 0.54, 0.5, 30, 30, 200);
    g_free(p.bytes);
}

static void photos_are_turned_upright(void **)
{
    VipsImage *image = halves(400, 200, red, blue);
    vips_image_set_int(image, VIPS_META_ORIENTATION, 6); /* what is left has to come to the top */
    struct pixels p = draw_made(image, ".jpg[Q=95]", "{'width': 100, 'box': {'width': 1, 'height': 2}}");
    assert_int_equal(p.height, 200);
    assert_colour(&p, 0.5, 0.2, 200, 30, 30);
    assert_colour(&p, 0.5, 0.8, 30, 30, 200);
    g_free(p.bytes);
}

static void what_is_transparent_becomes_white(void **)
{
    VipsImage *opaque = halves(100, 100, red, blue), *alpha = NULL, *both = NULL;
    assert_int_equal(vips_black(&alpha, 100, 100, NULL), 0);
    assert_int_equal(vips_bandjoin2(opaque, alpha, &both, NULL), 0);
    g_object_unref(opaque);
    g_object_unref(alpha);
    struct pixels p = draw_made(both, ".png", SQUARE);
    assert_colour(&p, 0.2, 0.5, 255, 255, 255);
    assert_colour(&p, 0.8, 0.5, 255, 255, 255);
    g_free(p.bytes);
}

static void deep_and_grey_pictures_become_plain_ones(void **)
{
    VipsImage *image = halves(100, 100, red, blue), *deep = NULL, *grey = NULL;
    assert_int_equal(vips_colourspace(image, &deep, VIPS_INTERPRETATION_RGB16, NULL), 0);
    assert_int_equal(vips_colourspace(image, &grey, VIPS_INTERPRETATION_GREY16, NULL), 0);
    g_object_unref(image);
    struct pixels p = draw_made(deep, ".png", SQUARE);
    assert_colour(&p, 0.2, 0.5, 200, 30, 30);
    g_free(p.bytes);
    p = draw_made(grey, ".png", SQUARE);
    const uint8_t *c = at(&p, 0.2, 0.5);
    assert_true(c[0] == c[1] && c[1] == c[2] && c[0] > 50 && c[0] < 150);
    g_free(p.bytes);
}

static void colour_profiles_are_honoured(void **)
{
    static const double orange[] = {200, 120, 60};
    VipsImage *image = halves(100, 100, orange, orange), *wide = NULL;
    assert_int_equal(vips_icc_transform(image, &wide, "p3", "input_profile", "srgb", NULL), 0);
    g_object_unref(image);
    double *raw;
    int bands;
    assert_int_equal(vips_getpoint(wide, &raw, &bands, 50, 50, NULL), 0);
    assert_true(fabs(raw[0] - 200) > 8); /* the stored numbers are others */
    g_free(raw);
    struct pixels p = draw_made(wide, ".jpg[Q=95]", SQUARE);
    assert_colour(&p, 0.5, 0.5, 200, 120, 60);
    g_free(p.bytes);
}

static void a_broken_profile_is_passed_over(void **)
{
    VipsImage *image = halves(100, 100, red, blue);
    vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, "no profile at all", 17);
    struct pixels p = draw_made(image, ".jpg[Q=95]", SQUARE);
    assert_colour(&p, 0.2, 0.5, 200, 30, 30);
    g_free(p.bytes);
}

static void print_colours_become_screen_colours(void **)
{
    VipsImage *image = halves(100, 100, (double[]){255, 255, 255}, (double[]){0, 0, 0}), *cmyk = NULL;
    assert_int_equal(vips_icc_transform(image, &cmyk, "cmyk", "input_profile", "srgb", NULL), 0);
    g_object_unref(image);
    struct pixels p = draw_made(cmyk, ".jpg[Q=95]", SQUARE);
    const uint8_t *white = at(&p, 0.2, 0.5), *black = at(&p, 0.8, 0.5);
    assert_true(white[0] > 240 && white[1] > 240 && white[2] > 240);
    assert_true(black[0] < 70 && black[1] < 70 && black[2] < 70);
    g_free(p.bytes);
}

#define TEXT                                                                                                           \
    "{'position': {'x': -0.2, 'y': -0.31, 'angle': -8, 'direction': 'ltr'}, 'configuration': {'content': 'Beautiful'," \
    "'language': 'en', 'font': 'Inter', 'font_size': 0.064, 'weight': 700, 'italic': false, 'align': 'center',"        \
    "'color': '#ffffff', 'stroke': {'color': '#000000', 'width': 0.004}, 'background': null, 'opacity': 1}}"

static void a_text_changes_the_picture_where_it_is_and_nowhere_else(void **)
{
    static const char format[] = "{'width': 540, 'box': {'width': 1080, 'height': 1350}, 'texts': [%s]}";
    g_autofree char *with = g_strdup_printf(format, TEXT), *without = g_strdup_printf(format, "");
    char *photo;
    size_t size;
    assert_true(g_file_get_contents(SAMPLE_JPEG, &photo, &size, NULL));
    struct pixels w, o;
    assert_int_equal(draw(photo, size, with, &w), OK);
    assert_int_equal(draw(photo, size, without, &o), OK);
    assert_int_equal(w.height, 675);
    int inside = 0, outside = 0;
    for (int y = 0; y < w.height; y++)
        for (int x = 0; x < w.width; x++) {
            double dx = (x + 0.5) / w.width - 0.3, dy = (y + 0.5) / w.height - 0.19;
            bool is_near = fabs(dx) < 0.2 && fabs(dy) < 0.07;
            ptrdiff_t i = ((ptrdiff_t)y * w.width + x) * 3;
            bool differs = abs(w.bytes[i + 1] - o.bytes[i + 1]) > 20;
            inside += differs && is_near;
            outside += differs && !is_near;
        }
    assert_true(inside > 2000);
    assert_int_equal(outside, 0);
    g_free(w.bytes);
    g_free(o.bytes);
    g_free(photo);
}

static void a_photo_that_is_too_large_or_damaged_is_not_drawn(void **)
{
    struct pixels p;
    assert_int_equal(draw(sample_bomb, sizeof sample_bomb, SQUARE, &p), E_MEDIA_PIXELS);
    assert_int_equal(draw("", 0, SQUARE, &p), E_MEDIA_UNKNOWN);
    uint8_t damaged[sizeof sample_png];
    memcpy(damaged, sample_png, sizeof damaged);
    damaged[45] ^= 1;
    assert_int_equal(draw(damaged, sizeof damaged, SQUARE, &p), E_MEDIA_CORRUPT);
}

static int libraries_open(void **)
{
    if (vips_init("test_render_picture"))
        return -1;
    vips_cache_set_max(0);
    fonts = text_fonts_new("build/fonts");
    return 0;
}

static int libraries_close(void **)
{
    g_object_unref(fonts);
    vips_shutdown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_middle_fills_the_box),
        cmocka_unit_test(pictures_are_written_in_the_form_that_is_asked_for),
        cmocka_unit_test(the_crop_moves_with_the_fit),
        cmocka_unit_test(large_jpegs_are_placed_like_small_ones),
        cmocka_unit_test(photos_are_turned_upright),
        cmocka_unit_test(what_is_transparent_becomes_white),
        cmocka_unit_test(deep_and_grey_pictures_become_plain_ones),
        cmocka_unit_test(colour_profiles_are_honoured),
        cmocka_unit_test(a_broken_profile_is_passed_over),
        cmocka_unit_test(print_colours_become_screen_colours),
        cmocka_unit_test(a_text_changes_the_picture_where_it_is_and_nowhere_else),
        cmocka_unit_test(a_photo_that_is_too_large_or_damaged_is_not_drawn),
    };
    return cmocka_run_group_tests(tests, libraries_open, libraries_close);
}
