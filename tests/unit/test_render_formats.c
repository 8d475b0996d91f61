/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures of every kind, made here by libvips, through a real worker with its locks on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vips/vips.h>

#include "media/media.h"

enum { PATIENT_MS = 60000, PIXELS_MAX = 50000000, WIDTH = 96, HEIGHT = 64 };

static struct media_pool *pool;

typedef struct file {
    void *bytes;
    size_t size;
} file;

static void file_clear(struct file *file)
{
    g_free(file->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(file, file_clear)

static int file_open(const void *bytes, size_t size)
{
    int fd = memfd_create("picture", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    return fd;
}

static enum err probe(const void *bytes, size_t size, struct media_info *info)
{
    int fd = file_open(bytes, size);
    enum err e = media_probe(pool, fd, info);
    close(fd);
    return e;
}

/* Takes the image over. */
static struct file saved_take(VipsImage *image, const char *suffix)
{
    struct file f;
    if (vips_image_write_to_buffer(image, suffix, &f.bytes, &f.size, NULL))
        fail_msg("%s: %s (is a plugin of libheif missing? make deps)", suffix, vips_error_buffer());
    g_object_unref(image);
    return f;
}

/* Four quarters: red and green above, blue and grey below. */
static VipsImage *quarters(void)
{
    uint8_t *pixels = g_malloc((size_t)WIDTH * HEIGHT * 3), *p = pixels;
    static const uint8_t colours[4][3] = {{220, 40, 40}, {40, 200, 40}, {40, 40, 220}, {128, 128, 128}};
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++, p += 3)
            memcpy(p, colours[(y >= HEIGHT / 2) * 2 + (x >= WIDTH / 2)], 3);
    VipsImage *image =
        vips_image_new_from_memory_copy(pixels, (size_t)WIDTH * HEIGHT * 3, WIDTH, HEIGHT, 3, VIPS_FORMAT_UCHAR);
    g_free(pixels);
    image->Type = VIPS_INTERPRETATION_sRGB;
    return image;
}

/* What cannot be packed into a few bytes. */
static VipsImage *noise(int width, int height)
{
    VipsImage *grey = NULL, *rgb = NULL, *bytes = NULL;
    assert_int_equal(vips_gaussnoise(&grey, width, height, "mean", 128.0, "sigma", 40.0, "seed", 7, NULL), 0);
    assert_int_equal(vips_bandjoin((VipsImage *[]){grey, grey, grey}, &rgb, 3, NULL), 0);
    assert_int_equal(vips_cast(rgb, &bytes, VIPS_FORMAT_UCHAR, NULL), 0);
    g_object_unref(grey);
    g_object_unref(rgb);
    bytes->Type = VIPS_INTERPRETATION_sRGB;
    return bytes;
}

static VipsImage *blank(int width, int height)
{
    VipsImage *black = NULL;
    assert_int_equal(vips_black(&black, width, height, "bands", 3, NULL), 0);
    black->Type = VIPS_INTERPRETATION_sRGB;
    return black;
}

/* As a picture of the collection with the box of quarters(). */
static VipsImage *drawn(const struct file *f)
{
    json_auto_t *picture =
        json_pack("{s:i, s:{s:i, s:i}, s:{s:i, s:i, s:i}, s:[], s:i}", "width", WIDTH, "box", "width", WIDTH, "height",
                  HEIGHT, "fit", "x", 0, "y", 0, "zoom", 1, "texts", "quality", 100);
    int photo = file_open(f->bytes, f->size), result = memfd_create("result", MFD_CLOEXEC);
    assert_int_equal(media_render(pool, picture, &(struct media_files){.photo = photo, .out = result}), OK);
    off_t size = lseek(result, 0, SEEK_END);
    g_autofree void *jpeg = g_malloc((size_t)size);
    assert_int_equal(pread(result, jpeg, (size_t)size, 0), size);
    close(photo);
    close(result);
    VipsImage *image = NULL, *memory;
    assert_int_equal(vips_jpegload_buffer(jpeg, (size_t)size, &image, NULL), 0);
    memory = vips_image_copy_memory(image);
    g_object_unref(image);
    return memory;
}

static void assert_near(VipsImage *image, int x, int y, const int wanted[3], int tolerance, const char *what)
{
    double *c;
    int bands;
    assert_int_equal(vips_getpoint(image, &c, &bands, x, y, NULL), 0);
    for (int i = 0; i < 3; i++)
        if (abs((int)c[i] - wanted[i]) > tolerance)
            fail_msg("%s at %d, %d: %g, %g, %g came, not %d, %d, %d", what, x, y, c[0], c[1], c[2], wanted[0],
                     wanted[1], wanted[2]);
    g_free(c);
}

static void assert_quarters(const struct file *f, int tolerance, const char *what)
{
    VipsImage *image = drawn(f);
    assert_near(image, WIDTH / 4, HEIGHT / 4, (int[]){220, 40, 40}, tolerance, what);
    assert_near(image, WIDTH * 3 / 4, HEIGHT / 4, (int[]){40, 200, 40}, tolerance, what);
    assert_near(image, WIDTH / 4, HEIGHT * 3 / 4, (int[]){40, 40, 220}, tolerance, what);
    assert_near(image, WIDTH * 3 / 4, HEIGHT * 3 / 4, (int[]){128, 128, 128}, tolerance, what);
    g_object_unref(image);
}

static void assert_taken(const struct file *f, const char *type, const char *what)
{
    struct media_info info;
    enum err e = probe(f->bytes, f->size, &info);
    if (e)
        fail_msg("%s: %s", what, err_info(e)->name);
    assert_string_equal(info.type, type);
    assert_int_equal(info.width, WIDTH);
    assert_int_equal(info.height, HEIGHT);
}

static const struct {
    const char *suffix, *type;
    int tolerance;
} formats[] = {
    {".jpg[Q=95]", "image/jpeg", 6},
    {".jpg[Q=95,interlace]", "image/jpeg", 6},
    {".png", "image/png", 3},
    {".png[interlace]", "image/png", 3},
    {".png[palette]", "image/png", 6},
    {".webp[Q=95]", "image/webp", 8},
    {".webp[lossless]", "image/webp", 3},
    {".gif", "image/gif", 8},
    {".avif[Q=90]", "image/avif", 8},
    {".heic[Q=90]", "image/heic", 8},
};

static void every_format_is_taken_and_drawn(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_auto(file) f = saved_take(quarters(), formats[i].suffix);
        assert_taken(&f, formats[i].type, formats[i].suffix);
        assert_quarters(&f, formats[i].tolerance, formats[i].suffix);
    }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static VipsImage *converted_take(VipsImage *image, VipsInterpretation space)
{
    VipsImage *converted = NULL;
    assert_int_equal(vips_colourspace(image, &converted, space, NULL), 0);
    g_object_unref(image);
    return converted;
}

static void sixteen_bits_and_cmyk_are_drawn(void **)
{
    g_auto(file) deep = saved_take(converted_take(quarters(), VIPS_INTERPRETATION_RGB16), ".png");
    assert_taken(&deep, "image/png", "16 bits");
    assert_quarters(&deep, 3, "16 bits");
    g_auto(file) cmyk = saved_take(converted_take(quarters(), VIPS_INTERPRETATION_CMYK), ".jpg[Q=95]");
    assert_taken(&cmyk, "image/jpeg", "CMYK");
    assert_quarters(&cmyk, 90, "CMYK"); /* inks do not reach all of these colours */
}

static void what_is_transparent_is_drawn_on_white(void **)
{
    for (size_t i = 2; i < G_N_ELEMENTS(formats); i++) {
        VipsImage *opaque = quarters(), *clear = NULL;
        assert_int_equal(vips_bandjoin_const1(opaque, &clear, 0, NULL), 0);
        g_object_unref(opaque);
        g_auto(file) f = saved_take(clear, formats[i].suffix);
        VipsImage *image = drawn(&f);
        assert_near(image, WIDTH / 4, HEIGHT / 4, (int[]){255, 255, 255}, 3, formats[i].suffix);
        g_object_unref(image);
    }
}

/* The picture that, shown with this orientation (EXIF 2.3, tag 274), is the image. */
static VipsImage *turned_take(VipsImage *image, int orientation)
{
    static const struct {
        VipsAngle angle;
        bool is_mirrored;
    } inverse[] = {{0},
                   {VIPS_ANGLE_D0, false},
                   {VIPS_ANGLE_D0, true},
                   {VIPS_ANGLE_D180, false},
                   {VIPS_ANGLE_D180, true},
                   {VIPS_ANGLE_D90, true},
                   {VIPS_ANGLE_D270, false},
                   {VIPS_ANGLE_D270, true},
                   {VIPS_ANGLE_D90, false}};
    VipsImage *turned = NULL, *mirrored = NULL, *copy = NULL;
    assert_int_equal(vips_rot(image, &turned, inverse[orientation].angle, NULL), 0);
    assert_int_equal(inverse[orientation].is_mirrored ? vips_flip(turned, &mirrored, VIPS_DIRECTION_HORIZONTAL, NULL)
                                                      : vips_copy(turned, &mirrored, NULL),
                     0);
    assert_int_equal(vips_copy(mirrored, &copy, NULL), 0);
    vips_image_set_int(copy, VIPS_META_ORIENTATION, orientation);
    g_object_unref(image);
    g_object_unref(turned);
    g_object_unref(mirrored);
    return copy;
}

static void the_eight_orientations_give_the_same_picture(void **)
{
    static const struct {
        const char *suffix, *type;
    } kinds[] = {{".jpg[Q=95]", "image/jpeg"}, {".webp[Q=95]", "image/webp"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (int orientation = 1; orientation <= 8; orientation++) {
            g_autofree char *what = g_strdup_printf("%s %d", kinds[i].suffix, orientation);
            g_auto(file) f = saved_take(turned_take(quarters(), orientation), kinds[i].suffix);
            assert_taken(&f, kinds[i].type, what);
            assert_quarters(&f, 8, what);
        }
}

static struct file patch_of_display_p3(const int colour[3], const char *suffix)
{
    VipsImage *black = blank(WIDTH, HEIGHT), *flat = NULL, *bytes = NULL;
    VipsBlob *profile = NULL;
    double one[] = {1, 1, 1}, rgb[] = {colour[0], colour[1], colour[2]};
    assert_int_equal(vips_linear(black, &flat, one, rgb, 3, NULL), 0);
    assert_int_equal(vips_cast(flat, &bytes, VIPS_FORMAT_UCHAR, NULL), 0);
    assert_int_equal(vips_profile_load("p3", &profile, NULL), 0);
    size_t size;
    const void *data = vips_blob_get(profile, &size);
    vips_image_set_blob_copy(bytes, VIPS_META_ICC_NAME, data, size);
    vips_area_unref(VIPS_AREA(profile));
    g_object_unref(black);
    g_object_unref(flat);
    return saved_take(bytes, suffix);
}

/* The right values by the matrices of CSS Color 4, §10. */
static void display_p3_is_drawn_in_its_true_colours(void **)
{
    static const struct {
        int p3[3], srgb[3];
    } colours[] = {{{200, 60, 50}, {217, 42, 39}}, {{200, 100, 50}, {215, 93, 31}}, {{100, 180, 90}, {65, 182, 77}}};
    static const char *const suffixes[] = {".png", ".jpg[Q=100,no_subsample]", ".webp[lossless]"};
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(suffixes); k++) {
            g_auto(file) f = patch_of_display_p3(colours[i].p3, suffixes[k]);
            VipsImage *image = drawn(&f);
            assert_near(image, WIDTH / 2, HEIGHT / 2, colours[i].srgb, 2, suffixes[k]);
            g_object_unref(image);
        }
}

static void one_pixel_and_strips_are_pictures(void **)
{
    static const struct {
        int width, height;
        const char *suffix;
    } odd[] = {{1, 1, ".png"},     {1, 1, ".jpg"},     {1, 1, ".webp"},    {1, 1, ".gif"},     {1, 1, ".avif"},
               {30000, 1, ".png"}, {1, 30000, ".png"}, {30000, 1, ".jpg"}, {1, 30000, ".jpg"}, {30000, 1, ".gif"}};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_auto(file) f = saved_take(blank(odd[i].width, odd[i].height), odd[i].suffix);
        struct media_info info;
        enum err e = probe(f.bytes, f.size, &info);
        if (e || info.width != odd[i].width || info.height != odd[i].height)
            fail_msg("%d×%d as %s: %s", odd[i].width, odd[i].height, odd[i].suffix, e ? err_info(e)->name : "its size");
        g_object_unref(drawn(&f));
    }
}

static void cut_at_every_hundredth_is_truncated(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_auto(file) f = saved_take(noise(200, 150), formats[i].suffix);
        for (size_t hundredth = 1; hundredth < 100; hundredth++) {
            struct media_info info;
            enum err e = probe(f.bytes, f.size * hundredth / 100, &info);
            if (e != E_MEDIA_TRUNCATED)
                fail_msg("%zu %% of %s: %s", hundredth, formats[i].suffix, e ? err_info(e)->name : "taken");
        }
    }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static bool is_known(enum err e)
{
    return e == OK || e == E_MEDIA_UNKNOWN || e == E_MEDIA_TRUNCATED || e == E_MEDIA_CORRUPT || e == E_MEDIA_PIXELS ||
           e == E_MEDIA_FRAMES;
}

static void flipped_bits_never_cost_a_worker(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_auto(file) f = saved_take(quarters(), formats[i].suffix);
        for (size_t bit = i; bit < f.size * 8; bit += 1 + f.size * 8 / 300) {
            ((uint8_t *)f.bytes)[bit / 8] ^= (uint8_t)(1 << bit % 8);
            struct media_info info;
            enum err e = probe(f.bytes, f.size, &info);
            ((uint8_t *)f.bytes)[bit / 8] ^= (uint8_t)(1 << bit % 8);
            if (!is_known(e))
                fail_msg("%s, bit %zu: %s", formats[i].suffix, bit, err_info(e)->name);
        }
    }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static GByteArray *gif_of(uint16_t width, uint16_t height, int frames)
{
    static const uint8_t frame[] = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
    const uint8_t head[] = {'G',
                            'I',
                            'F',
                            '8',
                            '9',
                            'a',
                            (uint8_t)width,
                            (uint8_t)(width >> 8),
                            (uint8_t)height,
                            (uint8_t)(height >> 8),
                            0x80,
                            0,
                            0,
                            0,
                            0,
                            0,
                            255,
                            255,
                            255};
    GByteArray *gif = g_byte_array_new();
    g_byte_array_append(gif, head, sizeof head);
    for (int i = 0; i < frames; i++)
        g_byte_array_append(gif, frame, sizeof frame);
    return g_byte_array_append(gif, (const uint8_t *)";", 1);
}

static enum err probe_gif(uint16_t width, uint16_t height, int frames)
{
    g_autoptr(GByteArray) gif = gif_of(width, height, frames);
    struct media_info info;
    return probe(gif->data, gif->len, &info);
}

static void an_animation_of_too_many_frames_is_refused(void **)
{
    assert_int_equal(probe_gif(1, 1, MEDIA_FRAMES_MAX), OK);
    assert_int_equal(probe_gif(1, 1, MEDIA_FRAMES_MAX + 1), E_MEDIA_FRAMES);
    assert_int_equal(probe_gif(1, 1, 0), E_MEDIA_CORRUPT);
}

static void a_small_file_that_claims_a_huge_picture_is_refused(void **)
{
    assert_int_equal(probe_gif(65535, 65535, 1), E_MEDIA_PIXELS);
    static const char *const boxed[] = {".avif", ".heic"};
    for (size_t i = 0; i < G_N_ELEMENTS(boxed); i++) {
        g_auto(file) f = saved_take(quarters(), boxed[i]);
        uint8_t *box = memmem(f.bytes, f.size, "ispe", 4);
        assert_non_null(box);
        static const uint8_t sides[] = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}; /* 30,000 each */
        memcpy(box + 8, sides, sizeof sides);
        struct media_info info;
        assert_int_equal(probe(f.bytes, f.size, &info), E_MEDIA_PIXELS);
    }
}

static int start(void **)
{
    const char *given = g_getenv("STENCIL_PICTURE");
    pool = media_pool_new(&(struct media_settings){.program = given ? given : "build/stencil-picture",
                                                   .workers = 1,
                                                   .timeout_ms = PATIENT_MS,
                                                   .memory_mb = 1024,
                                                   .pixels_max = PIXELS_MAX});
    return vips_init("test");
}

static int stop(void **)
{
    media_pool_free(pool);
    vips_shutdown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_taken_and_drawn),
        cmocka_unit_test(sixteen_bits_and_cmyk_are_drawn),
        cmocka_unit_test(what_is_transparent_is_drawn_on_white),
        cmocka_unit_test(the_eight_orientations_give_the_same_picture),
        cmocka_unit_test(display_p3_is_drawn_in_its_true_colours),
        cmocka_unit_test(one_pixel_and_strips_are_pictures),
        cmocka_unit_test(cut_at_every_hundredth_is_truncated),
        cmocka_unit_test(flipped_bits_never_cost_a_worker),
        cmocka_unit_test(an_animation_of_too_many_frames_is_refused),
        cmocka_unit_test(a_small_file_that_claims_a_huge_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
