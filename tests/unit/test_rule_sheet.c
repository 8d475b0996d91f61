/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/collection.h"
#include "rule/sheet.h"

static const struct box boxes[] = {{4, 5}, {1080, 1080}, {1920, 1080}, {1, 65535}, {65535, 1}, {3, 2}};

static bool are_apart(const struct sheet_place *a, const struct sheet_place *b, int gap)
{
    return a->left + a->width + gap <= b->left || b->left + b->width + gap <= a->left ||
           a->top + a->height + gap <= b->top || b->top + b->height + gap <= a->top;
}

static void assert_inside(const struct sheet *sheet, const struct sheet_place *place)
{
    assert_true(place->width >= 1 && place->height >= 1);
    assert_true(place->left >= sheet->gap && place->top >= sheet->gap);
    assert_true(place->left + place->width + sheet->gap <= sheet->size.width);
    assert_true(place->top + place->height + sheet->gap <= sheet->size.height);
}

static void assert_sound(const struct sheet *sheet, size_t count)
{
    struct sheet_place places[COLLECTION_IMAGES_MAX];
    for (size_t n = 0; n < count; n++) {
        places[n] = sheet_place(sheet, n, boxes[n % G_N_ELEMENTS(boxes)]);
        assert_inside(sheet, &places[n]);
        for (size_t other = 0; other < n; other++)
            assert_true(are_apart(&places[n], &places[other], sheet->gap));
    }
}

static void nothing_leaves_the_sheet_or_covers_another(void **)
{
    static const int widths[] = {320, 321, 719, 1080, 2160};
    for (size_t count = 1; count <= COLLECTION_IMAGES_MAX; count++)
        for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
            for (size_t first = 0; first < G_N_ELEMENTS(boxes); first++) {
                struct sheet grid = sheet_grid(count, widths[w], boxes[first]);
                struct sheet frames = sheet_frames(count, widths[w], boxes[first]);
                assert_int_equal(grid.size.width, widths[w]);
                assert_int_equal(frames.size.height, frames.cell.height * (int)count);
                assert_sound(&grid, count);
                assert_sound(&frames, count);
            }
}

static void a_grid_has_about_as_many_rows_as_columns(void **)
{
    static const struct {
        size_t count;
        int columns;
    } table[] = {{1, 1}, {2, 2}, {3, 2}, {4, 2}, {5, 3}, {9, 3}, {10, 4}, {35, 6}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        assert_int_equal(sheet_grid(table[i].count, 1080, (struct box){1, 1}).columns, table[i].columns);
}

static void an_image_keeps_its_aspect_ratio(void **)
{
    struct sheet sheet = sheet_frames(2, 720, (struct box){4, 5});
    struct sheet_place first = sheet_place(&sheet, 0, (struct box){4, 5});
    struct sheet_place wide = sheet_place(&sheet, 1, (struct box){2, 1});
    assert_memory_equal(&first, (&(struct sheet_place){0, 0, 720, 900}), sizeof first);
    assert_memory_equal(&wide, (&(struct sheet_place){0, 900 + 270, 720, 360}), sizeof wide);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leaves_the_sheet_or_covers_another),
        cmocka_unit_test(a_grid_has_about_as_many_rows_as_columns),
        cmocka_unit_test(an_image_keeps_its_aspect_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
