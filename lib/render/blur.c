/* SPDX-License-Identifier: Apache-2.0 */
#include "render/blur.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* Below, a box would be too coarse an approximation: the true kernel is short there. */
#define SIGMA_EXACT 2.0

enum { KERNEL_MAX = 13 };

int blur_reach(double sigma)
{
    return sigma > 0 ? (int)ceil(3 * sigma) + 1 : 0;
}

/* One row or column: `count` bytes, `step` apart. */
struct span {
    uint8_t *bytes;
    int count;
    ptrdiff_t step;
};

static void span_read(const struct span *span, uint8_t *line)
{
    for (int i = 0; i < span->count; i++)
        line[i] = span->bytes[i * span->step];
}

/* Filter Effects 1, §9.4: three boxes of `size`; of an even size the first two lean to either side, and
 * the third is one larger. `lead`: how far the window reaches beyond its pixel. */
static void box(uint8_t *line, uint8_t *made, int count, int size, int lead)
{
    unsigned sum = 0;
    for (int i = 0; i < MIN(lead, count); i++)
        sum += line[i];
    for (int i = 0; i < count; i++) {
        sum += i + lead < count ? line[i + lead] : 0;
        made[i] = (uint8_t)((sum + (unsigned)size / 2) / (unsigned)size);
        sum -= i + lead - size + 1 >= 0 ? line[i + lead - size + 1] : 0;
    }
}

static void boxes(uint8_t *line, uint8_t *made, int count, int size)
{
    int half = size / 2;
    bool is_even = size % 2 == 0;
    box(line, made, count, size, half);
    box(made, line, count, size, is_even ? half - 1 : half);
    box(line, made, count, is_even ? size + 1 : size, half);
}

struct kernel {
    int reach; /* 0: boxes */
    int box;
    double weights[KERNEL_MAX];
};

static void kernel_apply(const struct kernel *k, const uint8_t *line, uint8_t *made, int count)
{
    for (int i = 0; i < count; i++) {
        double sum = 0.5;
        for (int j = MAX(-k->reach, -i); j <= MIN(k->reach, count - 1 - i); j++)
            sum += k->weights[j + k->reach] * line[i + j];
        made[i] = (uint8_t)sum;
    }
}

static struct kernel kernel_make(double sigma)
{
    struct kernel k = {.box = MAX(1, (int)(sigma * 3 * sqrt(2 * M_PI) / 4 + 0.5))};
    if (sigma >= SIGMA_EXACT)
        return k;
    k.reach = MIN((int)ceil(3 * sigma), KERNEL_MAX / 2);
    double sum = 0;
    for (int i = -k.reach; i <= k.reach; i++)
        sum += k.weights[i + k.reach] = exp(-i * i / (2 * sigma * sigma));
    for (int i = 0; i <= 2 * k.reach; i++)
        k.weights[i] /= sum;
    return k;
}

static void span_blur(const struct span *span, const struct kernel *k, uint8_t *line, uint8_t *made)
{
    span_read(span, line);
    if (k->reach)
        kernel_apply(k, line, made, span->count);
    else
        boxes(line, made, span->count, k->box);
    for (int i = 0; i < span->count; i++)
        span->bytes[i * span->step] = made[i];
}

void blur(struct plane *plane, double sigma)
{
    int width = plane->area.right - plane->area.left, height = plane->area.bottom - plane->area.top;
    if (sigma <= 0 || width <= 0 || height <= 0)
        return;
    struct kernel k = kernel_make(sigma);
    g_autofree uint8_t *line = g_malloc0((size_t)MAX(width, height)), *made = g_malloc0((size_t)MAX(width, height));
    for (int y = 0; y < height; y++)
        span_blur(&(struct span){plane->bytes + (ptrdiff_t)y * plane->stride, width, 1}, &k, line, made);
    for (int x = 0; x < width; x++)
        span_blur(&(struct span){plane->bytes + x, height, plane->stride}, &k, line, made);
}
