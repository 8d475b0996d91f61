/* SPDX-License-Identifier: Apache-2.0 */
#include "render/filter.h"

#include <glib.h>
#include <math.h>

enum { SHIFT = 16, ONE = 1 << SHIFT, HALF = ONE / 2, BLOCK = 256, COLUMNS = 5 };

/* More than twice as fast with the wider registers of processors that have them. A sanitizer is not up yet
 * when the program chooses. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2"), flatten, optimize("O3")))
#else
#define FOR_EACH_PROCESSOR
#endif

/* The same in web/src/render/filter.ts. */
static double towards(double identity, double full, double strength)
{
    return identity + strength * (full - identity);
}

static double number(const json_t *list, size_t i)
{
    return json_number_value(json_array_get(list, i));
}

static int32_t fixed(double value)
{
    return (int32_t)lround(CLAMP(value, -8, 8) * ONE);
}

static void matrix_read(const json_t *matrix, double strength, int32_t to[3][4])
{
    for (size_t row = 0; row < 3; row++) {
        for (size_t column = 0; column < 3; column++)
            to[row][column] = fixed(towards(row == column, number(matrix, row * COLUMNS + column), strength));
        to[row][3] = 255 * fixed(towards(0, number(matrix, row * COLUMNS + 4), strength)) + HALF;
    }
}

/* Filter Effects Module Level 1, feComponentTransfer, type table. Browsers cut the result off instead of
 * rounding it; what is as good as whole must not lose one by that. */
static uint8_t curve_at(const json_t *points, double strength, int value)
{
    size_t last = MAX(json_array_size(points), FILTER_CURVE_LEAST) - 1;
    double place = value / 255.0 * (double)last;
    size_t from = (size_t)place, to = MIN(from + 1, last);
    double before = towards((double)from / (double)last, number(points, from), strength);
    double after = towards((double)to / (double)last, number(points, to), strength);
    double at = 255 * (before + (place - (double)from) * (after - before));
    return (uint8_t)CLAMP(at + 1e-4, 0, 255);
}

static bool is_curve(const json_t *points)
{
    return json_array_size(points) >= FILTER_CURVE_LEAST && json_array_size(points) <= FILTER_CURVE_MOST;
}

static void curve_read(const json_t *points, double strength, uint8_t to[256])
{
    for (int value = 0; value < 256; value++)
        to[value] = is_curve(points) ? curve_at(points, strength, value) : (uint8_t)value;
}

bool filter_read(const json_t *from, struct filter *filter)
{
    static const char *const channels[] = {"r", "g", "b"};
    const json_t *matrix = json_object_get(from, "matrix"), *curves = json_object_get(from, "curves");
    double strength = json_number_value(json_object_get(from, "strength"));
    if (json_array_size(matrix) != 4 * COLUMNS || !(strength > 0))
        return false;
    strength = fmin(strength, 1);
    matrix_read(matrix, strength, filter->matrix);
    for (size_t i = 0; i < G_N_ELEMENTS(channels); i++)
        curve_read(json_object_get(curves, channels[i]), strength, filter->curve[i]);
    return true;
}

/* One row of the matrix over a block. Between the two steps browsers keep bytes. */
static inline void row_apply(const int32_t row[4], const uint8_t *restrict red, const uint8_t *restrict green,
                             const uint8_t *restrict blue, uint8_t *restrict to)
{
    int32_t r = row[0], g = row[1], b = row[2], constant = row[3];
    for (int i = 0; i < BLOCK; i++) {
        int32_t sum = (r * red[i] + g * green[i] + b * blue[i] + constant) >> SHIFT;
        to[i] = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
    }
}

struct planes {
    uint8_t channel[3][BLOCK];
};

static inline void block_apply(const struct filter *filter, uint8_t *rgb, size_t count)
{
    struct planes in = {0}, out = {0};
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < 3; c++)
            in.channel[c][i] = rgb[3 * i + c];
    for (size_t c = 0; c < 3; c++)
        row_apply(filter->matrix[c], in.channel[0], in.channel[1], in.channel[2], out.channel[c]);
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < 3; c++)
            rgb[3 * i + c] = filter->curve[c][out.channel[c][i]];
}

FOR_EACH_PROCESSOR
void filter_pixels(const struct filter *filter, uint8_t *rgb, size_t count)
{
    for (size_t done = 0; done < count; done += BLOCK)
        block_apply(filter, rgb + 3 * done, MIN(count - done, BLOCK));
}
