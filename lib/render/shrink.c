/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shrink.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* Code for what the processor has is chosen when the program is loaded. (The sanitizer is not up by then.) */
#if defined __x86_64__ && defined __GLIBC__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__
#define WIDEST __attribute__((target_clones("avx2", "sse4.1", "default")))
#else
#define WIDEST
#endif

enum { LOBES = 3, LANES = 8, ROWS = 3 };

/* Eight samples at once, of any address. The compiler makes of them what the processor has. */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4), may_alias));

/* What each pixel of the result is made of: `taps` pixels of the source from `first` on. */
struct filter {
    int taps, groups;
    int *first;
    size_t stride;
    float *weights; /* `stride` for each pixel of the result: groups of them */
};

struct shrink {
    int bands, columns_first, columns_end; /* columns of the source that are looked at */
    struct shrink_axis across, down;
    struct filter x, y;
    int next, out; /* the source's row that comes next; the result's */
    size_t row_size;
    uint8_t *ring; /* y.taps rows of the source */
    float *middle; /* a row as wide as the source, of the result's height */
    float *scaled;
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

/* The weights of one pixel of the result. Those that belong to pixels beyond the edge go to the pixel at the edge. */
static void weigh(const struct shrink_axis *a, int n, int taps, int *first, double *weights)
{
    double step = MAX(a->length / a->result, 1), centre = a->from + (n + 0.5) * a->length / a->result - 0.5, sum = 0;
    int least = window_first(a), most = window_last(a);
    int from = (int)ceil(centre - LOBES * step), to = (int)floor(centre + LOBES * step);
    *first = CLAMP(from, least, most - taps + 1);
    memset(weights, 0, (size_t)taps * sizeof *weights);
    for (int i = from; i <= to; i++) {
        double weight = lanczos((i - centre) / step);
        weights[CLAMP(i, least, most) - *first] += weight;
        sum += weight;
    }
    for (int i = 0; i < taps; i++)
        weights[i] /= sum;
}

/* How many pixels are taken at once, with how many weights: k0 k0 k0 k1 k1 k1 0 0 for three bands. */
struct group {
    int pixels, bands, size;
};

static void weights_put(const double *weights, int taps, const struct group *g, float *to)
{
    for (int i = 0; i < taps; i++)
        for (int band = 0; band < g->bands; band++)
            to[i / g->pixels * g->size + i % g->pixels * g->bands + band] = (float)weights[i];
}

static struct filter filter_new(const struct shrink_axis *a, const struct group *g)
{
    double step = MAX(a->length / a->result, 1);
    struct filter f = {.first = g_new(int, a->result)};
    f.taps = (int)MIN(window_last(a) - window_first(a) + 1, 2 * LOBES * step + 1);
    f.groups = (f.taps + g->pixels - 1) / g->pixels;
    f.stride = (size_t)f.groups * (size_t)g->size;
    f.weights = g_new0(float, f.stride *(size_t)a->result);
    g_autofree double *weights = g_new(double, f.taps);
    for (int n = 0; n < a->result; n++) {
        weigh(a, n, f.taps, &f.first[n], weights);
        weights_put(weights, f.taps, g, f.weights + (size_t)n * f.stride);
    }
    return f;
}

static void filter_clear(struct filter *f)
{
    g_free(f->first);
    g_free(f->weights);
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
    s->x = filter_new(across, &(struct group){LANES / bands, bands, LANES});
    s->y = filter_new(down, &(struct group){ROWS, 1, ROWS});
    s->next = s->y.first[0];
    s->row_size = (size_t)across->source * (size_t)bands;
    s->ring = g_malloc0(s->row_size * (size_t)s->y.taps);
    s->middle = g_new0(float, padded(across->source, bands));
    s->scaled = g_new(float, (size_t)across->result *(size_t)bands);
    s->row = g_malloc((size_t)across->result * (size_t)bands);
    return s;
}

void shrink_free(struct shrink *s)
{
    filter_clear(&s->x);
    filter_clear(&s->y);
    g_free(s->ring);
    g_free(s->middle);
    g_free(s->scaled);
    g_free(s->row);
    g_free(s);
}

/* Some rows at a time, so that the sum is seldom read and written. */
WIDEST static void add_rows(const uint8_t *const rows[ROWS], const float weights[ROWS], size_t from, size_t end,
                            float *restrict sum)
{
    const uint8_t *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2];
    float wa = weights[0], wb = weights[1], wc = weights[2];
    for (size_t i = from; i < end; i++)
        sum[i] += wa * a[i] + wb * b[i] + wc * c[i];
}

WIDEST static void add_across_rgb(const float *row, const int *first, const float *weights, int groups, int width,
                                  float *sum)
{
    for (int n = 0; n < width; n++, sum += 3) {
        const float *from = row + (ptrdiff_t)first[n] * 3;
        lanes all = {0};
        for (int i = 0; i < groups; i++, from += 6, weights += LANES)
            all += *(const lanes *)from * *(const lanes *)weights;
        sum[0] = all[0] + all[3];
        sum[1] = all[1] + all[4];
        sum[2] = all[2] + all[5];
    }
}

WIDEST static void add_across_grey(const float *row, const int *first, const float *weights, int groups, int width,
                                   float *sum)
{
    for (int n = 0; n < width; n++) {
        const float *from = row + first[n];
        lanes all = {0};
        for (int i = 0; i < groups; i++, from += LANES, weights += LANES)
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

/* Those rows that only fill up the last group weigh nothing. */
static void add_down(struct shrink *s)
{
    size_t from = (size_t)s->columns_first * (size_t)s->bands, end = (size_t)s->columns_end * (size_t)s->bands;
    const float *weights = s->y.weights + (size_t)s->out * s->y.stride;
    memset(s->middle + from, 0, (end - from) * sizeof *s->middle);
    for (int i = 0; i < s->y.groups * ROWS; i += ROWS) {
        const uint8_t *rows[ROWS];
        for (int k = 0; k < ROWS; k++)
            rows[k] = slot(s, s->y.first[s->out] + MIN(i + k, s->y.taps - 1));
        add_rows(rows, weights + i, from, end, s->middle);
    }
}

static void give_row(struct shrink *s)
{
    add_down(s);
    (s->bands == 3 ? add_across_rgb : add_across_grey)(s->middle, s->x.first, s->x.weights, s->x.groups,
                                                       s->across.result, s->scaled);
    to_bytes(s->scaled, (size_t)s->across.result * (size_t)s->bands, s->row);
    s->take(s->context, s->row);
}

bool shrink_is_from(const struct shrink *s, int width, int height)
{
    return s->across.source == width && s->down.source == height;
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
