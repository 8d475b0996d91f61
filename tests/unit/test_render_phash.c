/* SPDX-License-Identifier: Apache-2.0
 *
 * The hash of real photographs and of what is made of them. The distances that
 * docs/decisions/0024 gives are printed here.
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
#include "render/photo.h"
#include "rule/phash.h"

/* The preset of media.block_distance. */
enum { PIXELS_MAX = 50000000, NEAR = 8 };

#define FOLDER "/usr/share/backgrounds/mate/nature/"
static const char *const photographs[] = {"Aqua",     "Blinds",    "Dune",  "FreshFlower", "Garden", "GreenMeadow",
                                          "LadyBird", "RainDrops", "Storm", "TwoWings",    "Wood",   "YellowFlower"};

static struct photo checked(const void *bytes, size_t size)
{
    struct photo_file file = {.kind = sniff(bytes, size), .bytes = bytes, .size = size, .pixels_max = PIXELS_MAX};
    struct photo photo;
    assert_int_equal(photo_check(&file, &photo), OK);
    return photo;
}

/* Saves the image as a file of this kind and looks at that; the image goes. */
static struct photo saved_take(VipsImage *image, const char *suffix)
{
    void *bytes;
    size_t size;
    if (vips_image_write_to_buffer(image, suffix, &bytes, &size, NULL))
        fail_msg("%s", vips_error_buffer());
    g_object_unref(image);
    struct photo photo = checked(bytes, size);
    g_free(bytes);
    return photo;
}

static VipsImage *original(const char *name)
{
    g_autofree char *path = g_strconcat(FOLDER, name, ".jpg", NULL);
    VipsImage *file = vips_image_new_from_file(path, NULL);
    if (!file)
        fail_msg("%s: %s (apt install mate-backgrounds)", path, vips_error_buffer());
    VipsImage *image = vips_image_copy_memory(file);
    g_object_unref(file);
    return image;
}

static VipsImage *as_it_is(VipsImage *image)
{
    return g_object_ref(image);
}

static VipsImage *half(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_resize(image, &made, 0.5, NULL), 0);
    return made;
}

static VipsImage *small(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_resize(image, &made, 200.0 / image->Xsize, NULL), 0);
    return made;
}

static VipsImage *brighter(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_linear1(image, &made, 1.1, 0, "uchar", TRUE, NULL), 0);
    return made;
}

static VipsImage *grey(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_colourspace(image, &made, VIPS_INTERPRETATION_B_W, NULL), 0);
    return made;
}

static VipsImage *blurred(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_gaussblur(image, &made, 4, NULL), 0);
    return made;
}

static VipsImage *cropped(VipsImage *image)
{
    int across = image->Xsize * 3 / 200, down = image->Ysize * 3 / 200;
    VipsImage *made = NULL;
    assert_int_equal(vips_crop(image, &made, across, down, image->Xsize - 2 * across, image->Ysize - 2 * down, NULL),
                     0);
    return made;
}

static VipsImage *mirrored(VipsImage *image)
{
    VipsImage *made = NULL;
    assert_int_equal(vips_flip(image, &made, VIPS_DIRECTION_HORIZONTAL, NULL), 0);
    return made;
}

static const struct copy {
    const char *name;
    VipsImage *(*make)(VipsImage *image);
    const char *suffix;
    unsigned most;
} copies[] = {
    {"saved as JPEG, quality 30", as_it_is, ".jpg[Q=30]", 3},
    {"saved as WebP, quality 40", as_it_is, ".webp[Q=40]", 3},
    {"half as large", half, ".png", 3},
    {"200 pixels wide, JPEG, quality 60", small, ".jpg[Q=60]", 3},
    {"brighter by 10 %", brighter, ".png", 3},
    {"grey", grey, ".png", 5},
    {"blurred", blurred, ".png", 3},
    {"mirrored", mirrored, ".png", 0},
    {"cropped by 3 %", cropped, ".png", NEAR},
};

static unsigned copy_distance(const struct copy *copy, const char *name)
{
    VipsImage *image = original(name);
    struct photo made = saved_take(copy->make(image), copy->suffix), first = saved_take(image, ".png");
    assert_true(made.has_hash && first.has_hash);
    return phash_distance(made.hash, first.hash);
}

static void copies_stay_near(void **)
{
    for (size_t c = 0; c < G_N_ELEMENTS(copies); c++) {
        g_autoptr(GString) all = g_string_new(NULL);
        unsigned most = 0;
        for (size_t p = 0; p < G_N_ELEMENTS(photographs); p++) {
            unsigned distance = copy_distance(&copies[c], photographs[p]);
            g_string_append_printf(all, " %u", distance);
            most = MAX(most, distance);
        }
        print_message("%s:%s\n", copies[c].name, all->str);
        if (most > copies[c].most)
            fail_msg("%s: %u bits away", copies[c].name, most);
    }
}

static void different_photographs_are_far_apart(void **)
{
    uint64_t hashes[G_N_ELEMENTS(photographs)];
    unsigned least = PHASH_BITS, most = 0;
    for (size_t p = 0; p < G_N_ELEMENTS(photographs); p++) {
        hashes[p] = saved_take(original(photographs[p]), ".jpg").hash;
        for (size_t other = 0; other < p; other++) {
            unsigned distance = phash_distance(hashes[p], hashes[other]);
            least = MIN(least, distance);
            most = MAX(most, distance);
        }
    }
    print_message("different photographs: %u to %u\n", least, most);
    assert_in_range(least, NEAR + 10, PHASH_BITS);
}

/* As cameras save it: the pixels turned, and the file says how they are to be shown. */
static void a_photograph_that_lies_is_looked_at_upright(void **)
{
    static const VipsAngle back[] = {[3] = VIPS_ANGLE_D180, [6] = VIPS_ANGLE_D270, [8] = VIPS_ANGLE_D90};
    VipsImage *image = original("Garden");
    for (int orientation = 1; orientation <= 8; orientation++) {
        VipsImage *lying = NULL, *upright = NULL;
        VipsAngle angle = orientation < (int)G_N_ELEMENTS(back) ? back[orientation] : VIPS_ANGLE_D0;
        assert_int_equal(vips_rot(image, &lying, angle, NULL), 0);
        vips_image_set_int(lying, VIPS_META_ORIENTATION, orientation);
        assert_int_equal(vips_autorot(lying, &upright, NULL), 0);
        struct photo shown = saved_take(upright, ".png"), found = saved_take(lying, ".jpg[Q=90]");
        assert_int_equal(found.size.width, shown.size.width);
        if (!found.has_hash || __builtin_popcountll(found.hash ^ shown.hash) > 3)
            fail_msg("orientation %d: %016lx, upright %016lx", orientation, found.hash, shown.hash);
    }
    g_object_unref(image);
}

static void deep_and_transparent_pictures_have_the_hash_of_what_is_seen(void **)
{
    VipsImage *image = half(original("Storm")), *deep = NULL, *alpha = NULL;
    assert_int_equal(vips_colourspace(image, &deep, VIPS_INTERPRETATION_RGB16, NULL), 0);
    assert_int_equal(vips_bandjoin_const1(image, &alpha, 255, NULL), 0);
    struct photo first = saved_take(image, ".png");
    assert_in_range(phash_distance(saved_take(deep, ".png").hash, first.hash), 0, 1);
    assert_int_equal(phash_distance(saved_take(alpha, ".png").hash, first.hash), 0);
}

static void plain_pictures_have_none(void **)
{
    g_autofree char *bytes = NULL;
    size_t size;
    assert_false(checked(sample_png, sizeof sample_png).has_hash);
    /* All of it is transparent. */
    assert_true(g_file_get_contents(SAMPLE_PNG, &bytes, &size, NULL));
    assert_false(checked(bytes, size).has_hash);
}

/* Smaller than the square that it is looked at as. */
static void tiny_pictures_are_looked_at_too(void **)
{
    VipsImage *image = original("Storm"), *tiny = NULL;
    assert_int_equal(vips_thumbnail_image(image, &tiny, 20, NULL), 0);
    struct photo found = saved_take(tiny, ".png"), first = saved_take(image, ".png");
    assert_true(found.has_hash);
    assert_in_range(phash_distance(found.hash, first.hash), 0, NEAR);
}

int main(int argc, char **argv)
{
    (void)argc;
    if (VIPS_INIT(argv[0]))
        return EXIT_FAILURE;
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_stay_near),
        cmocka_unit_test(different_photographs_are_far_apart),
        cmocka_unit_test(a_photograph_that_lies_is_looked_at_upright),
        cmocka_unit_test(deep_and_transparent_pictures_have_the_hash_of_what_is_seen),
        cmocka_unit_test(plain_pictures_have_none),
        cmocka_unit_test(tiny_pictures_are_looked_at_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
