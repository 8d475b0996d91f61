/* SPDX-License-Identifier: Apache-2.0
 *
 * The filter that scales pictures, beside the same sum written out in double precision.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/shrink.h"

struct result {
    uint8_t *pixels, *end;
    size_t row_size;
};

static void keep(void *context, const uint8_t *row)
{
    struct result *result = context;
    memcpy(result->end, row, result->row_size);
    result->end += result->row_size;
}

/* Feeds all rows that are wanted; rows that are not are never asked for. */
static uint8_t *shrunk(const uint8_t *source, int bands, const struct shrink_axis *across,
                       const struct shrink_axis *down)
{
    struct result result = {.row_size = (size_t)across->result * (size_t)bands};
    result.pixels = result.end = g_malloc(result.row_size * (size_t)down->result);
    struct shrink *shrink = shrink_new(bands, across, down, keep, &result);
    size_t row_size = (size_t)across->source * (size_t)bands;
    while (!shrink_is_done(shrink)) {
        int row = shrink_row_wanted(shrink);
        assert_in_range(row, 0, down->source - 1);
        memcpy(shrink_room(shrink), source + row_size * (size_t)row, row_size);
        shrink_add(shrink);
    }
    shrink_free(shrink);
    assert_int_equal(result.end - result.pixels, result.row_size * (size_t)down->result);
    return result.pixels;
}

static double kernel(double x)
{
    if (x == 0)
        return 1;
    return fabs(x) < 3 ? 3 * sin(G_PI * x) * sin(G_PI * x / 3) / (G_PI * G_PI * x * x) : 0;
}

/* One line of samples, `step` apart, at one pixel of the result. */
static double line(const struct shrink_axis *a, int n, double (*sample)(const void *context, int i),
                   const void *context)
{
    double scale = a->length / a->result, wide = MAX(scale, 1), centre = a->from + (n + 0.5) * scale - 0.5;
    int least = (int)floor(a->from), most = MIN((int)ceil(a->from + a->length), a->source) - 1;
    double sum = 0, weights = 0;
    for (int i = (int)floor(centre - 3 * wide) - 1; i <= centre + 3 * wide + 1; i++) {
        double weight = kernel((i - centre) / wide);
        sum += weight * sample(context, CLAMP(i, least, most));
        weights += weight;
    }
    return sum / weights;
}

struct place {
    const uint8_t *source;
    int bands, band, column, n;
    const struct shrink_axis *across, *down;
};

static double sample_down(const void *context, int row)
{
    const struct place *p = context;
    return p
        ->source[((size_t)row * (size_t)p->across->source + (size_t)p->column) * (size_t)p->bands + (size_t)p->band];
}

static double sample_across(const void *context, int column)
{
    struct place p = *(const struct place *)context;
    p.column = column;
    return line(p.down, p.n, sample_down, &p);
}

static uint8_t *noise_new(int bands, int width, int height)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    size_t size = (size_t)bands * (size_t)width * (size_t)height;
    uint8_t *pixels = g_malloc(size);
    for (size_t i = 0; i < size; i++)
        pixels[i] = (uint8_t)g_rand_int_range(rand, 0, 256);
    return pixels;
}

static void compare(const uint8_t *source, int bands, const struct shrink_axis *across, const struct shrink_axis *down)
{
    g_autofree uint8_t *pixels = shrunk(source, bands, across, down);
    const uint8_t *p = pixels;
    double off = 0;
    for (int y = 0; y < down->result; y++)
        for (int x = 0; x < across->result; x++)
            for (int band = 0; band < bands; band++, p++) {
                struct place place = {source, bands, band, 0, y, across, down};
                double wanted = CLAMP(line(across, x, sample_across, &place), 0, 255);
                off += fabs(*p - wanted);
                if (fabs(*p - wanted) > 1)
                    fail_msg("%d×%d to %d×%d, %d bands: at %d, %d came %d, not %g", across->source, down->source,
                             across->result, down->result, bands, x, y, *p, wanted);
            }
    /* What is rounded to bytes is off by a quarter; a few samples may be off by more. */
    assert_true(off / (double)(p - pixels) < (p - pixels > 500 ? 0.28 : 0.6));
}

static void noise_is_scaled_as_in_double_precision(void **)
{
    static const struct {
        struct shrink_axis across, down;
    } cases[] = {
        {{100, 47, 0, 100}, {75, 35, 0, 75}},    {{101, 100, 0, 101}, {33, 32, 0, 33}},
        {{64, 9, 0, 64}, {48, 7, 0, 48}},        {{33, 3, 0, 32.5}, {17, 2, 0, 16.25}},
        {{40, 20, 7.25, 20.5}, {30, 15, 3, 25}}, {{9, 31, 0, 9}, {7, 25, 0, 7}},
        {{50, 20, 49, 1}, {50, 20, 0, 1}},       {{1, 1, 0, 1}, {1, 1, 0, 1}},
        {{1, 5, 0, 1}, {40, 7, 0, 40}},          {{700, 2, 0, 700}, {3, 1, 0, 3}},
        {{1, 1, 0, 0.125}, {9, 4, 0, 9}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree uint8_t *noise = noise_new(3, cases[i].across.source, cases[i].down.source);
        compare(noise, 3, &cases[i].across, &cases[i].down);
        compare(noise, 1, &cases[i].across, &cases[i].down);
    }
}

static void the_same_size_gives_the_same_pixels(void **)
{
    for (int bands = 1; bands <= 3; bands += 2) {
        g_autofree uint8_t *source = noise_new(bands, 37, 23);
        g_autofree uint8_t *pixels =
            shrunk(source, bands, &(struct shrink_axis){37, 37, 0, 37}, &(struct shrink_axis){23, 23, 0, 23});
        assert_memory_equal(pixels, source, (size_t)bands * 37 * 23);
    }
}

/* Whatever is rounded on the way, also where a pixel is made of ten thousand. */
static void a_plain_picture_keeps_its_colour(void **)
{
    static const int sides[][2] = {{300, 111}, {20, 77}, {10000, 1}, {3000, 5}, {1, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        for (int colour = 0; colour < 256; colour += 15) {
            int from = sides[i][0], to = sides[i][1];
            g_autofree uint8_t *source = g_malloc((size_t)from * 2);
            memset(source, colour, (size_t)from * 2);
            struct shrink_axis two = {2, 2, 0, 2}, side = {from, to, 0, from};
            for (int way = 0; way < 2; way++) {
                g_autofree uint8_t *pixels = shrunk(source, 1, way ? &two : &side, way ? &side : &two);
                for (int k = 0; k < 2 * to; k++)
                    assert_int_equal(pixels[k], colour);
            }
        }
}

/* Steps of black and white make the filter overshoot; what it gives is cut off, not wrapped. */
static void an_overshoot_is_cut_off(void **)
{
    g_autofree uint8_t *source = g_malloc0(100 * 100);
    for (size_t i = 0; i < 100; i++)
        memset(source + i * 100 + (i < 50 ? 0 : 50), 255, 50);
    struct shrink_axis side = {100, 41, 0, 100};
    g_autofree uint8_t *pixels = shrunk(source, 1, &side, &side);
    assert_int_equal(pixels[5 * 41 + 19], 255);
    assert_int_equal(pixels[5 * 41 + 21], 0);
    compare(source, 1, &side, &side);
}

static void only_the_rows_of_the_window_are_asked_for(void **)
{
    struct shrink_axis across = {8, 4, 0, 8}, down = {100, 5, 40, 10};
    uint8_t row[4];
    struct result result = {row, row, 0};
    struct shrink *shrink = shrink_new(1, &across, &down, keep, &result);
    int first, end;
    assert_int_equal(shrink_row_wanted(shrink), 40);
    while (!shrink_is_done(shrink)) {
        assert_in_range(shrink_row_wanted(shrink), 40, 49);
        memset(shrink_room(shrink), 0, 8);
        shrink_add(shrink);
    }
    shrink_columns(shrink, &first, &end);
    assert_int_equal(first, 0);
    assert_int_equal(end, 8);
    assert_true(shrink_is_from(shrink, 8, 100) && !shrink_is_from(shrink, 100, 8));
    shrink_free(shrink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(noise_is_scaled_as_in_double_precision),
        cmocka_unit_test(the_same_size_gives_the_same_pixels),
        cmocka_unit_test(a_plain_picture_keeps_its_colour),
        cmocka_unit_test(an_overshoot_is_cut_off),
        cmocka_unit_test(only_the_rows_of_the_window_are_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
