/* SPDX-License-Identifier: Apache-2.0
 *
 * JPEGs on their short way (decision 30), beside what libvips makes of them at full size.
 */
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
#include "render/jpeg_read.h"
#include "render/photo_image.h"
#include "render/photo_jpeg.h"

enum { PIXELS_MAX = 50000000, HEIGHT_MAX = 8192 };

#define TOLERANCE 1.0 /* of 255, in the mean */

typedef struct jpeg {
    void *bytes;
    size_t size;
} jpeg;

static void jpeg_clear(struct jpeg *jpeg)
{
    g_free(jpeg->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(jpeg, jpeg_clear)

static struct photo_file photo_of(const struct jpeg *jpeg)
{
    return (struct photo_file){
        .kind = SNIFFED_JPEG, .bytes = jpeg->bytes, .size = jpeg->size, .pixels_max = PIXELS_MAX};
}

static struct jpeg saved_take(VipsImage *image, const char *suffix)
{
    struct jpeg jpeg;
    if (vips_image_write_to_buffer(image, suffix, &jpeg.bytes, &jpeg.size, NULL))
        fail_msg("%s: %s", suffix, vips_error_buffer());
    g_object_unref(image);
    return jpeg;
}

/* Waves of three colours, which look different in every corner and direction. */
static VipsImage *waves(int width, int height, int bands)
{
    uint8_t *pixels = g_malloc((size_t)width * (size_t)height * (size_t)bands), *p = pixels;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int band = 0; band < bands; band++)
                *p++ = (uint8_t)(128 + 60 * sin(x * 0.031 * (band + 1)) + 55 * cos(y * 0.023 + band + x * 0.008));
    VipsImage *image =
        vips_image_new_from_memory_copy(pixels, (size_t)(p - pixels), width, height, bands, VIPS_FORMAT_UCHAR);
    g_free(pixels);
    image->Type = bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    return image;
}

/* The result of a step takes the place of what it was made from. */
static void step(VipsImage **image, VipsImage **next, int failed)
{
    if (failed)
        fail_msg("%s", vips_error_buffer());
    g_object_unref(*image);
    *image = *next;
}

/* By libvips: the whole upright photo, at 1/shrink of its size. */
static VipsImage *upright(const struct jpeg *jpeg, int shrink)
{
    VipsImage *image = NULL, *next = NULL;
    if (vips_jpegload_buffer(jpeg->bytes, jpeg->size, &image, "shrink", shrink, NULL))
        fail_msg("%s", vips_error_buffer());
    step(&image, &next, vips_autorot(image, &next, NULL));
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME))
        step(&image, &next,
             vips_icc_transform(image, &next, "srgb", "embedded", TRUE, "black_point_compensation", TRUE, NULL));
    step(&image, &next, vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL));
    return image;
}

static uint8_t *resized_take(VipsImage *image, struct box to)
{
    VipsImage *next = NULL;
    step(&image, &next,
         vips_resize(image, &next, (double)to.width / image->Xsize, "vscale", (double)to.height / image->Ysize, NULL));
    assert_int_equal(image->Xsize, to.width);
    assert_int_equal(image->Ysize, to.height);
    size_t size;
    uint8_t *pixels = vips_image_write_to_memory(image, &size);
    g_object_unref(image);
    return pixels;
}

static uint8_t *wanted(const struct jpeg *jpeg, const struct crop *crop, struct box to)
{
    VipsImage *image = upright(jpeg, 1), *next = NULL;
    step(&image, &next, vips_extract_area(image, &next, crop->left, crop->top, crop->width, crop->height, NULL));
    return resized_take(image, to);
}

static double mean_off(const uint8_t *a, const uint8_t *b, size_t size)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += abs(a[i] - b[i]);
    return sum / (double)size;
}

/* As near to what is made of all pixels as what libvips makes of those that are left at 1/shrink. */
static void assert_scaled(const struct jpeg *jpeg, int width, const char *what)
{
    struct photo_file file = photo_of(jpeg);
    struct pixels pixels;
    assert_int_equal(photo_scale(&file, width, HEIGHT_MAX, PHOTO_ALPHA, &pixels), OK);
    assert_int_equal(pixels.bands, 3);
    VipsImage *whole = upright(jpeg, 1);
    int eighths = MAX(jpeg_eighths(whole->Xsize, pixels.size.width), jpeg_eighths(whole->Ysize, pixels.size.height));
    size_t size = (size_t)pixels.size.width * (size_t)pixels.size.height * 3;
    g_autofree uint8_t *best = resized_take(whole, pixels.size);
    g_autofree uint8_t *other = resized_take(upright(jpeg, JPEG_EIGHTHS_MAX / eighths), pixels.size);
    double off = mean_off(pixels.bytes, best, size), other_off = mean_off(other, best, size);
    g_free(pixels.bytes);
    if (off > other_off + (size > 50 ? TOLERANCE : 3)) /* a few samples say little */
        fail_msg("%s at %d: off by %g, libvips by %g", what, width, off, other_off);
}

static const char *const ways[] = {".jpg[Q=92]", ".jpg[Q=92,no_subsample]", ".jpg[Q=92,interlace]",
                                   ".jpg[Q=92,optimize_coding]"};

static void photos_are_scaled_as_by_libvips(void **)
{
    static const int sizes[][2] = {{401, 299}, {280, 441}, {333, 1}, {1, 333}, {1, 1}, {17, 23}, {1000, 8}};
    static const int widths[] = {1, 39, 80, 161, 279};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++)
            for (int bands = 1; bands <= 3; bands += 2) {
                g_auto(jpeg) jpeg = saved_take(waves(sizes[k][0], sizes[k][1], bands), ways[i]);
                for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
                    assert_scaled(&jpeg, widths[w], ways[i]);
            }
}

static void a_real_photo_is_scaled_as_by_libvips(void **)
{
    struct jpeg jpeg;
    assert_true(g_file_get_contents(SAMPLE_JPEG, (char **)&jpeg.bytes, &jpeg.size, NULL));
    static const int widths[] = {100, 320, 640, 1080, 1680};
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
        assert_scaled(&jpeg, widths[i], "a photo");
    jpeg_clear(&jpeg);
}

static struct jpeg turned(int width, int height, int orientation, const char *suffix)
{
    VipsImage *image = waves(width, height, 3);
    vips_image_set_int(image, VIPS_META_ORIENTATION, orientation);
    return saved_take(image, suffix);
}

static void assert_placed(const struct jpeg *jpeg, struct box box, const struct fit *fit, struct box to,
                          const char *what)
{
    struct photo_file file = photo_of(jpeg);
    g_autofree uint8_t *pixels = NULL;
    assert_int_equal(photo_place(&file, box, fit, to, &pixels), OK);
    VipsImage *whole = upright(jpeg, 1);
    struct crop crop = fit_crop((struct box){whole->Xsize, whole->Ysize}, box, fit);
    g_object_unref(whole);
    g_autofree uint8_t *other = wanted(jpeg, &crop, to);
    double off = mean_off(pixels, other, (size_t)to.width * (size_t)to.height * 3);
    if (off > TOLERANCE)
        fail_msg("%s as %d×%d: off by %g", what, to.width, to.height, off);
}

static void crops_of_all_orientations_are_where_they_should_be(void **)
{
    static const struct {
        struct box box, to;
        struct fit fit;
    } places[] = {
        {{1, 1}, {100, 100}, {0, 0, 1}},         {{4, 5}, {200, 250}, {0.1, -0.05, 1.3}},
        {{16, 9}, {160, 90}, {-0.4, 0.4, 2}},    {{1, 1}, {33, 33}, {0.5, 0.5, 6}},
        {{2, 3}, {300, 450}, {-0.02, 0.1, 3.3}}, /* larger than it was */
    };
    for (int orientation = 1; orientation <= 8; orientation++)
        for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
            const char *way = ways[((size_t)orientation + i) % G_N_ELEMENTS(ways)];
            g_auto(jpeg) jpeg = turned(643, 481, orientation, way);
            g_autofree char *what = g_strdup_printf("orientation %d, %s", orientation, way);
            assert_placed(&jpeg, places[i].box, &places[i].fit, places[i].to, what);
            assert_scaled(&jpeg, 150, what);
        }
}

/* At their own size pixels come as they are stored, so that columns which are left out while decoding show. */
static void a_crop_at_its_own_size_is_exact(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        for (int left = 0; left < 300; left += 37) {
            g_auto(jpeg) jpeg = saved_take(waves(421, 130, 3), ways[i]);
            struct photo_file file = photo_of(&jpeg);
            VipsImage *head = NULL, *image = NULL;
            assert_int_equal(vips_jpegload_buffer(jpeg.bytes, jpeg.size, &head, NULL), 0);
            assert_true(photo_jpeg_is_plain(&file, head));
            struct crop crop = {left, left / 4, 101, 50};
            assert_int_equal(photo_jpeg_scale(&file, head, &crop, (struct box){101, 50}, &image), OK);
            size_t size;
            g_autofree uint8_t *pixels = vips_image_write_to_memory(image, &size);
            g_autofree uint8_t *other = wanted(&jpeg, &crop, (struct box){101, 50});
            assert_memory_equal(pixels, other, size);
            g_object_unref(image);
            g_object_unref(head);
        }
}

static void profiles_are_honoured_whatever_the_bands(void **)
{
    static const char *const profiles[] = {"p3", "srgb"};
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        VipsImage *image = waves(640, 480, 3), *other = NULL;
        step(&image, &other, vips_icc_transform(image, &other, profiles[i], "input_profile", "srgb", NULL));
        g_auto(jpeg) jpeg = saved_take(image, ".jpg[Q=95,no_subsample]");
        assert_scaled(&jpeg, 200, profiles[i]);
        assert_placed(&jpeg, (struct box){1, 1}, &(struct fit){0.1, 0, 2}, (struct box){120, 120}, profiles[i]);
    }
    VipsImage *grey = waves(640, 480, 1);
    VipsBlob *profile = NULL;
    assert_int_equal(vips_profile_load("p3", &profile, NULL), 0);
    size_t size;
    const void *bytes = vips_blob_get(profile, &size);
    vips_image_set_blob_copy(grey, VIPS_META_ICC_NAME, bytes, size); /* of three colours, for one */
    vips_area_unref(VIPS_AREA(profile));
    g_auto(jpeg) jpeg = saved_take(grey, ".jpg[Q=95]");
    struct photo_file file = photo_of(&jpeg);
    struct pixels pixels;
    assert_int_equal(photo_scale(&file, 100, HEIGHT_MAX, PHOTO_ALPHA, &pixels), OK);
    assert_int_equal(pixels.bands, 3);
    g_free(pixels.bytes);
}

static void jpegs_for_print_go_another_way(void **)
{
    VipsImage *image = waves(64, 64, 3), *cmyk = NULL, *head = NULL;
    step(&image, &cmyk, vips_colourspace(image, &cmyk, VIPS_INTERPRETATION_CMYK, NULL));
    g_auto(jpeg) jpeg = saved_take(image, ".jpg");
    struct photo_file file = photo_of(&jpeg);
    assert_int_equal(vips_jpegload_buffer(jpeg.bytes, jpeg.size, &head, NULL), 0);
    assert_false(photo_jpeg_is_plain(&file, head));
    g_object_unref(head);
    struct pixels pixels;
    assert_int_equal(photo_scale(&file, 32, HEIGHT_MAX, PHOTO_ALPHA, &pixels), OK);
    assert_int_equal(pixels.bands, 3);
    g_free(pixels.bytes);
}

static void nobody_keeps(void *context, const uint8_t *row)
{
    (void)context, (void)row;
}

static void no_more_is_decoded_than_is_wanted(void **)
{
    assert_int_equal(jpeg_eighths(4000, 500), 1);
    assert_int_equal(jpeg_eighths(4000, 501), 2);
    assert_int_equal(jpeg_eighths(4000, 1080), 4);
    assert_int_equal(jpeg_eighths(4000, 2001), 8);
    assert_int_equal(jpeg_eighths(4000, 9000), 8);
    assert_int_equal(jpeg_scaled(4001, 4), 2001);
    assert_int_equal(jpeg_scaled(1, 1), 1);
    assert_int_equal(jpeg_scaled(65535, 8), 65535);
}

static void another_size_or_other_bands_are_refused(void **)
{
    g_auto(jpeg) jpeg = saved_take(waves(64, 48, 3), ".jpg");
    static const int sides[][3] = {{64, 48, 1}, {64, 49, 3}, {63, 48, 3}};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        struct shrink_axis across = {sides[i][0], 10, 0, 10}, down = {sides[i][1], 10, 0, 10};
        struct shrink *shrink = shrink_new(sides[i][2], &across, &down, nobody_keeps, NULL);
        assert_int_equal(jpeg_read(jpeg.bytes, jpeg.size, sides[i][2], 8, shrink), E_MEDIA_CORRUPT);
        shrink_free(shrink);
    }
}

static enum err scale_outcome(const struct photo_file *file, int width)
{
    struct pixels pixels;
    enum err e = photo_scale(file, width, HEIGHT_MAX, PHOTO_ALPHA, &pixels);
    if (!e)
        g_free(pixels.bytes);
    return e;
}

static enum err place_outcome(const struct photo_file *file)
{
    g_autofree uint8_t *pixels = NULL;
    return photo_place(file, (struct box){4, 5}, &(struct fit){0.1, 0.1, 1.5}, (struct box){40, 50}, &pixels);
}

/* What was taken when it was uploaded can be drawn at any time later; what was refused is not drawn whole. */
static void assert_outcomes_agree(const struct jpeg *jpeg, const char *what, size_t where)
{
    struct photo_file file = photo_of(jpeg);
    struct photo photo;
    enum err checked = photo_check(&file, &photo), scaled = scale_outcome(&file, 1 << 16),
             small = scale_outcome(&file, 30), placed = place_outcome(&file);
    bool is_known = scaled == OK || scaled == E_MEDIA_CORRUPT || scaled == E_MEDIA_PIXELS;
    if (!is_known || (checked == OK && (scaled || small || placed)) ||
        (checked == E_MEDIA_CORRUPT && (scaled != checked || small != checked)))
        fail_msg("%s at %zu: checked %d, scaled %d, %d, placed %d", what, where, checked, scaled, small, placed);
}

static void flipped_bits_never_part_what_is_taken_from_what_is_drawn(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        for (int bands = 1; bands <= 3; bands += 2) {
            g_auto(jpeg) jpeg = saved_take(waves(150, 120, bands), ways[i]);
            for (size_t bit = i; bit < jpeg.size * 8; bit += 1 + jpeg.size * 8 / 200) {
                ((uint8_t *)jpeg.bytes)[bit / 8] ^= (uint8_t)(1 << bit % 8);
                assert_outcomes_agree(&jpeg, ways[i], bit);
                ((uint8_t *)jpeg.bytes)[bit / 8] ^= (uint8_t)(1 << bit % 8);
            }
        }
}

static void noise_in_the_middle_never_parts_them_either(void **)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        for (int round = 0; round < 40; round++) {
            g_auto(jpeg) jpeg = saved_take(waves(200, 160, 3), ways[i]);
            size_t at = (size_t)g_rand_int_range(rand, 2, (gint32)jpeg.size - 60);
            for (size_t k = 0; k < (size_t)g_rand_int_range(rand, 1, 60); k++)
                ((uint8_t *)jpeg.bytes)[at + k] = (uint8_t)g_rand_int_range(rand, 0, 256);
            assert_outcomes_agree(&jpeg, ways[i], at);
        }
}

static void what_ends_too_early_is_corrupt(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_auto(jpeg) whole = saved_take(waves(200, 160, 3), ways[i]);
        for (size_t hundredth = 0; hundredth < 100; hundredth += 3) {
            struct jpeg cut = {whole.bytes, whole.size * hundredth / 100};
            struct photo_file file = photo_of(&cut);
            assert_int_equal(scale_outcome(&file, 200), E_MEDIA_CORRUPT);
            assert_int_equal(scale_outcome(&file, 30), E_MEDIA_CORRUPT);
        }
    }
}

static void say_nothing(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

static int libraries_open(void **)
{
    g_log_set_default_handler(say_nothing, NULL); /* libvips tells of each damaged file */
    if (vips_init("test_render_jpeg"))
        return -1;
    vips_cache_set_max(0);
    return 0;
}

static int libraries_close(void **)
{
    vips_shutdown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(photos_are_scaled_as_by_libvips),
        cmocka_unit_test(a_real_photo_is_scaled_as_by_libvips),
        cmocka_unit_test(crops_of_all_orientations_are_where_they_should_be),
        cmocka_unit_test(a_crop_at_its_own_size_is_exact),
        cmocka_unit_test(profiles_are_honoured_whatever_the_bands),
        cmocka_unit_test(jpegs_for_print_go_another_way),
        cmocka_unit_test(no_more_is_decoded_than_is_wanted),
        cmocka_unit_test(another_size_or_other_bands_are_refused),
        cmocka_unit_test(flipped_bits_never_part_what_is_taken_from_what_is_drawn),
        cmocka_unit_test(noise_in_the_middle_never_parts_them_either),
        cmocka_unit_test(what_ends_too_early_is_corrupt),
    };
    return cmocka_run_group_tests(tests, libraries_open, libraries_close);
}
