/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/fit.h"

static void crops_are_as_worked_out_by_hand(void **)
{
    static const struct {
        const char *name;
        struct box photo, box;
        struct fit fit;
        struct crop crop;
    } cases[] = {
        {"the same shape", {1080, 1350}, {1080, 1350}, {0, 0, 1}, {0, 0, 1080, 1350}},
        {"the same shape, larger", {2160, 2700}, {1080, 1350}, {0, 0, 1}, {0, 0, 2160, 2700}},
        {"the same shape, smaller", {108, 135}, {1080, 1350}, {0, 0, 1}, {0, 0, 108, 135}},
        {"portrait in landscape", {1000, 2000}, {2000, 1000}, {0, 0, 1}, {0, 750, 1000, 500}},
        {"landscape in portrait", {2000, 1000}, {1000, 2000}, {0, 0, 1}, {750, 0, 500, 1000}},
        {"zoomed to the middle", {1000, 1000}, {500, 500}, {0, 0, 2}, {250, 250, 500, 500}},
        {"zoomed ten times", {1000, 1000}, {500, 500}, {0, 0, 10}, {450, 450, 100, 100}},
        {"off the middle", {1000, 1000}, {500, 500}, {0.1, -0.2, 2}, {350, 50, 500, 500}},
        {"right to the edge", {1000, 1000}, {500, 500}, {0.25, 0.25, 2}, {500, 500, 500, 500}},
        {"past the right and lower edge", {1000, 1000}, {500, 500}, {0.5, 0.5, 2}, {500, 500, 500, 500}},
        {"past the left and upper edge", {1000, 1000}, {500, 500}, {-0.5, -0.5, 2}, {0, 0, 500, 500}},
        {"no room to move in the tight direction", {1000, 2000}, {500, 500}, {0.5, 0.5, 1}, {0, 1000, 1000, 1000}},
        {"to the nearest pixel", {1001, 700}, {3, 2}, {0, 0, 1}, {0, 17, 1001, 667}},
        {"one pixel wide", {1, 5000}, {1000, 1000}, {0, 0, 1}, {0, 2500, 1, 1}},
        {"one pixel high", {5000, 1}, {1000, 1000}, {0, 0, 1}, {2500, 0, 1, 1}},
        {"one pixel, zoomed", {1, 1}, {1080, 1350}, {0.5, 0.5, 10}, {0, 0, 1, 1}},
        {"a box far narrower than the photo", {1000, 10}, {1, 10000}, {0, 0, 1}, {500, 0, 1, 10}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct crop crop = fit_crop(cases[i].photo, cases[i].box, &cases[i].fit);
        if (memcmp(&crop, &cases[i].crop, sizeof crop) != 0)
            fail_msg("%s: came %d,%d %dx%d", cases[i].name, crop.left, crop.top, crop.width, crop.height);
    }
}

static void assert_inside(struct box photo, struct crop crop)
{
    assert_true(crop.width >= 1 && crop.height >= 1);
    assert_true(crop.left >= 0 && crop.top >= 0);
    assert_true(crop.left <= photo.width - crop.width);
    assert_true(crop.top <= photo.height - crop.height);
}

static void crops_never_leave_the_photo(void **)
{
    static const int sizes[] = {1, 2, 3, 7, 640, 1081, 30000};
    static const double offsets[] = {-0.5, -0.4999, -0.1, 0, 0.3333, 0.5};
    static const double zooms[] = {1, 1.0001, 2.5, 10};
    size_t count = G_N_ELEMENTS(sizes);
    for (size_t i = 0; i < count * count * count * count; i++) {
        struct box photo = {sizes[i % count], sizes[i / count % count]};
        struct box box = {sizes[i / (count * count) % count], sizes[i / (count * count * count)]};
        for (size_t x = 0; x < G_N_ELEMENTS(offsets); x++)
            for (size_t y = 0; y < G_N_ELEMENTS(offsets); y++)
                for (size_t z = 0; z < G_N_ELEMENTS(zooms); z++)
                    assert_inside(photo, fit_crop(photo, box, &(struct fit){offsets[x], offsets[y], zooms[z]}));
    }
}

static void without_zoom_the_crop_is_as_large_as_the_photo_allows(void **)
{
    static const int sizes[] = {1, 2, 3, 7, 640, 1081, 30000};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(sizes); j++) {
            struct box photo = {sizes[i], sizes[j]};
            struct crop crop = fit_crop(photo, (struct box){1080, 1350}, &(struct fit){0, 0, 1});
            assert_true(crop.width == photo.width || crop.height == photo.height);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crops_are_as_worked_out_by_hand),
        cmocka_unit_test(crops_never_leave_the_photo),
        cmocka_unit_test(without_zoom_the_crop_is_as_large_as_the_photo_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
