/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shrink.h"

#include <glib.h>
#include <limits.h>
#include <math.h>
#include <string.h>

/* Code for what the processor has is chosen when the program is loaded. (The sanitizer is not up by then.) */
#if defined __x86_64__ && defined __GLIBC__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__
#define WIDEST __attribute__((target_clones("avx2", "sse4.1", "default")))
#else
#define WIDEST
#endif

/* More rows than ROWS_MAX are not all looked at: weights of WEIGHT_BITS would get too coarse. */
enum { LOBES = 3, LANES = 8, ROWS = 3, WEIGHT_BITS = 14, SUM_BITS = 6, ROWS_MAX = 256 };

/* Eight samples at once, of any address. The compiler makes of them what the processor has. */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4), may_alias));

/* What each pixel of the result is made of: `taps` pixels of the source from `first` on. */
struct filter {
    int taps;
    int *first;
    double *weights; /* `taps` for each pixel of the result */
};

struct shrink {
    int bands, columns_first, columns_end; /* columns of the source that are looked at */
    struct shrink_axis across, down;
    struct filter x, y;
    float *x_weights;   /* x.weights in vectors of LANES */
    int16_t *y_weights; /* of one row of the result: multiples of 1/2^WEIGHT_BITS */
    int next, out;      /* the source's row that comes next; the result's */
    size_t row_size;
    uint8_t *ring;   /* y.taps rows of it */
    int16_t *middle; /* a row as wide as the source, of the result's height: multiples of 1/2^SUM_BITS */
    float *middle_float, *scaled;
    uint8_t *row;
    shrink_take_fn *take;
    void *context;
};

/* Windowed sinc (Turkowski, "Filters for Common Resampling Tasks", 1990). */
static double lanczos(double x)
{
    if (fabs(x) >= LOBES)
        return 0;
    return fabs(x) < 1e-9 ? 1 : LOBES * sin(G_PI * x) * sin(G_PI * x / LOBES) / (G_PI * G_PI * x * x);
}

static int window_first(const struct shrink_axis *a)
{
    return CLAMP((int)floor(a->from), 0, a->source - 1);
}

static int window_last(const struct shrink_axis *a)
{
    return CLAMP((int)ceil(a->from + a->length) - 1, window_first(a), a->source - 1);
}

/* The weights of one pixel of the result, of every `each` pixels of the source. Those that belong to pixels beyond the
 * edge go to the pixel at the edge. */
static void weigh(const struct shrink_axis *a, int n, int taps, int each, int *first, double *weights)
{
    double step = MAX(a->length / a->result, 1), centre = a->from + (n + 0.5) * a->length / a->result - 0.5, sum = 0;
    int least = window_first(a), most = window_last(a);
    int from = (int)ceil(centre - LOBES * step), to = (int)floor(centre + LOBES * step);
    *first = CLAMP(from, least, most - taps + 1);
    for (int i = from; i <= to; i += each) {
        double weight = lanczos((i - centre) / step);
        weights[CLAMP(i, least, most) - *first] += weight;
        sum += weight;
    }
    for (int i = 0; i < taps; i++)
        weights[i] /= sum;
}

static struct filter filter_new(const struct shrink_axis *a, int taps_max)
{
    double step = MAX(a->length / a->result, 1);
    struct filter f = {.first = g_new0(int, a->result)};
    f.taps = (int)MIN(window_last(a) - window_first(a) + 1, 2 * LOBES * step + 1);
    f.weights = g_new0(double, (size_t)f.taps *(size_t)a->result);
    for (int n = 0; n < a->result; n++)
        weigh(a, n, f.taps, 1 + f.taps / taps_max, &f.first[n], f.weights + (size_t)n * (size_t)f.taps);
    return f;
}

static void filter_clear(struct filter *f)
{
    g_free(f->first);
    g_free(f->weights);
}

static int vectors_each(const struct shrink *s)
{
    int pixels = LANES / s->bands;
    return (s->x.taps + pixels - 1) / pixels;
}

/* Whole pixels in each vector: k0 k0 k0 k1 k1 k1 0 0 for three bands, k0 … k7 for one. */
static float *vectors_new(const struct shrink *s)
{
    int pixels = LANES / s->bands;
    size_t each = (size_t)vectors_each(s) * LANES;
    float *vectors = g_new0(float, each *(size_t)s->across.result), *to = vectors;
    const double *weight = s->x.weights;
    for (int n = 0; n < s->across.result; n++, to += each)
        for (int i = 0; i < s->x.taps; i++, weight++)
            for (int band = 0; band < s->bands; band++)
                to[i / pixels * LANES + i % pixels * s->bands + band] = (float)*weight;
    return vectors;
}

/* Vectors may begin at the last sample. */
static size_t padded(int pixels, int bands)
{
    return (size_t)pixels * (size_t)bands + (size_t)LANES * 2;
}

struct shrink *shrink_new(int bands, const struct shrink_axis *across, const struct shrink_axis *down,
                          shrink_take_fn *take, void *context)
{
    struct shrink *s = g_new0(struct shrink, 1);
    *s = (struct shrink){.bands = bands, .across = *across, .down = *down, .take = take, .context = context};
    s->columns_first = window_first(across);
    s->columns_end = window_last(across) + 1;
    s->x = filter_new(across, INT_MAX);
    s->y = filter_new(down, ROWS_MAX);
    s->x_weights = vectors_new(s);
    s->y_weights = g_new0(int16_t, s->y.taps + ROWS);
    s->next = s->y.first[0];
    s->row_size = (size_t)across->source * (size_t)bands;
    s->ring = g_malloc0(s->row_size * (size_t)s->y.taps);
    s->middle = g_new(int16_t, s->row_size);
    s->middle_float = g_new0(float, padded(across->source, bands));
    s->scaled = g_new(float, (size_t)across->result *(size_t)bands);
    s->row = g_malloc((size_t)across->result * (size_t)bands);
    return s;
}

void shrink_free(struct shrink *s)
{
    filter_clear(&s->x);
    filter_clear(&s->y);
    g_free(s->x_weights);
    g_free(s->y_weights);
    g_free(s->ring);
    g_free(s->middle);
    g_free(s->middle_float);
    g_free(s->scaled);
    g_free(s->row);
    g_free(s);
}

/* The product of a sample and its weight as a multiple of 1/2^SUM_BITS, rounded: written so that compilers know it for
 * one instruction. */
static inline int16_t weighed(uint8_t sample, int16_t weight)
{
    uint16_t fine = (uint16_t)(sample << (SUM_BITS + 1));
    return (int16_t)((((int32_t)(int16_t)fine * (int32_t)weight >> WEIGHT_BITS) + 1) >> 1);
}

/* Some rows at a time, so that the sum is seldom read and written. */
WIDEST static void add_rows(const uint8_t *const rows[ROWS], const int16_t weights[ROWS], size_t size,
                            int16_t *restrict sum)
{
    const uint8_t *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2];
    int16_t wa = weights[0], wb = weights[1], wc = weights[2];
    for (size_t i = 0; i < size; i++)
        sum[i] = (int16_t)(sum[i] + weighed(a[i], wa) + weighed(b[i], wb) + weighed(c[i], wc));
}

WIDEST static void to_float(const int16_t *restrict from, size_t size, float *restrict to)
{
    for (size_t i = 0; i < size; i++)
        to[i] = (float)from[i] * (1.0F / (1 << SUM_BITS));
}

WIDEST static void add_across_rgb(const float *row, const int *first, const float *weights, int each, int width,
                                  float *sum)
{
    for (int n = 0; n < width; n++, sum += 3) {
        const float *from = row + (ptrdiff_t)first[n] * 3;
        lanes all = {0};
        for (int i = 0; i < each; i++, from += 6, weights += LANES)
            all += *(const lanes *)from * *(const lanes *)weights;
        sum[0] = all[0] + all[3];
        sum[1] = all[1] + all[4];
        sum[2] = all[2] + all[5];
    }
}

WIDEST static void add_across_grey(const float *row, const int *first, const float *weights, int each, int width,
                                   float *sum)
{
    for (int n = 0; n < width; n++) {
        const float *from = row + first[n];
        lanes all = {0};
        for (int i = 0; i < each; i++, from += LANES, weights += LANES)
            all += *(const lanes *)from * *(const lanes *)weights;
        sum[n] = ((all[0] + all[4]) + (all[1] + all[5])) + ((all[2] + all[6]) + (all[3] + all[7]));
    }
}

/* Rounded, and kept within what a byte holds. */
WIDEST static void to_bytes(const float *restrict samples, size_t size, uint8_t *restrict bytes)
{
    for (size_t i = 0; i < size; i++) {
        int32_t v = (int32_t)(samples[i] + 0.5F);
        bytes[i] = (uint8_t)(v < 0 ? 0 : v > UINT8_MAX ? UINT8_MAX : v);
    }
}

static uint8_t *slot(const struct shrink *s, int row)
{
    return s->ring + s->row_size * (size_t)(row % s->y.taps);
}

/* What is rounded away from one weight is added to the next: together they are one, whatever the filter. */
static void round_weights(const double *weights, int taps, int16_t *rounded)
{
    double left = 0;
    for (int i = 0; i < taps; i++) {
        double weight = weights[i] * (1 << WEIGHT_BITS) + left;
        rounded[i] = (int16_t)lrint(weight);
        left = weight - rounded[i];
    }
}

/* Rows that only fill up the last group weigh nothing. */
static void add_down(struct shrink *s)
{
    size_t from = (size_t)s->columns_first * (size_t)s->bands, size = (size_t)s->columns_end * (size_t)s->bands - from;
    round_weights(s->y.weights + (size_t)s->out * (size_t)s->y.taps, s->y.taps, s->y_weights);
    memset(s->middle, 0, size * sizeof *s->middle);
    for (int i = 0; i < s->y.taps; i += ROWS) {
        const uint8_t *rows[ROWS];
        for (int k = 0; k < ROWS; k++)
            rows[k] = slot(s, s->y.first[s->out] + MIN(i + k, s->y.taps - 1)) + from;
        add_rows(rows, s->y_weights + i, size, s->middle);
    }
    to_float(s->middle, size, s->middle_float + from);
}

static void give_row(struct shrink *s)
{
    add_down(s);
    (s->bands == 3 ? add_across_rgb : add_across_grey)(s->middle_float, s->x.first, s->x_weights, vectors_each(s),
                                                       s->across.result, s->scaled);
    to_bytes(s->scaled, (size_t)s->across.result * (size_t)s->bands, s->row);
    s->take(s->context, s->row);
}

bool shrink_is_from(const struct shrink *s, int width, int height)
{
    return s->across.source == width && s->down.source == height;
}

void shrink_columns(const struct shrink *s, int *first, int *end)
{
    *first = s->columns_first;
    *end = s->columns_end;
}

int shrink_row_wanted(const struct shrink *s)
{
    return s->next;
}

uint8_t *shrink_room(struct shrink *s)
{
    return slot(s, s->next);
}

void shrink_add(struct shrink *s)
{
    s->next++;
    while (!shrink_is_done(s) && s->y.first[s->out] + s->y.taps <= s->next) {
        give_row(s);
        s->out++;
    }
}

bool shrink_is_done(const struct shrink *s)
{
    return s->out == s->down.result;
}
