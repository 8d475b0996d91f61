/* SPDX-License-Identifier: Apache-2.0 */
#include "render/luma.h"

#include <glib.h>
#include <string.h>

void luma_init(struct luma *luma, struct box size)
{
    *luma = (struct luma){.size = size};
}

/* ITU-R BT.601. */
static double brightness(const uint8_t *rgb)
{
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
}

/* The mean of a part of a row, whose ends may lie within pixels. */
static double part_mean(const uint8_t *rgb, double from, double to)
{
    double sum = 0;
    for (int x = (int)from; x < to; x++)
        sum += brightness(rgb + 3 * (size_t)x) * (MIN(x + 1, to) - MAX(x, from));
    return sum / (to - from);
}

/* A row of pixels covers a part of a row of means, or several where the picture is small. */
static void add_row(struct luma *luma, const double *parts)
{
    double from = luma->row * (double)PHASH_SIDE / luma->size.height;
    double to = (luma->row + 1) * (double)PHASH_SIDE / luma->size.height;
    for (int y = (int)from; y < to && y < PHASH_SIDE; y++)
        for (int x = 0; x < PHASH_SIDE; x++)
            luma->means[y * PHASH_SIDE + x] += parts[x] * (MIN(y + 1, to) - MAX(y, from));
    luma->row++;
}

void luma_add_rows(struct luma *luma, const uint8_t *rgb, int rows)
{
    double width = luma->size.width, parts[PHASH_SIDE];
    for (int row = 0; row < rows; row++, rgb += 3 * (size_t)luma->size.width) {
        for (int x = 0; x < PHASH_SIDE; x++)
            parts[x] = part_mean(rgb, x * width / PHASH_SIDE, (x + 1) * width / PHASH_SIDE);
        add_row(luma, parts);
    }
}

/* Where a mean of the turned picture comes from (EXIF 2.32, tag 0x0112). */
static int source(int x, int y, int orientation)
{
    int last = PHASH_SIDE - 1;
    switch (orientation) {
    case 2:
        return y * PHASH_SIDE + last - x;
    case 3:
        return (last - y) * PHASH_SIDE + last - x;
    case 4:
        return (last - y) * PHASH_SIDE + x;
    case 5:
        return x * PHASH_SIDE + y;
    case 6:
        return (last - x) * PHASH_SIDE + y;
    case 7:
        return (last - x) * PHASH_SIDE + last - y;
    case 8:
        return x * PHASH_SIDE + last - y;
    default:
        return y * PHASH_SIDE + x;
    }
}

void luma_turn(struct luma *luma, int orientation)
{
    double turned[PHASH_SIDE * PHASH_SIDE];
    for (int y = 0; y < PHASH_SIDE; y++)
        for (int x = 0; x < PHASH_SIDE; x++)
            turned[y * PHASH_SIDE + x] = luma->means[source(x, y, orientation)];
    memcpy(luma->means, turned, sizeof turned);
}
