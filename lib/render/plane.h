/* SPDX-License-Identifier: Apache-2.0
 *
 * A part of a picture, one byte a pixel: how much of it something covers. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_PLANE_H
#define STENCIL_RENDER_PLANE_H

#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>

#include "render/colour.h"

/* Pixels of the picture; right and bottom are outside. */
struct area {
    int left, top, right, bottom;
};

bool area_is_empty(const struct area *area);
struct area area_meet(const struct area *a, const struct area *b);
struct area area_join(const struct area *a, const struct area *b); /* an empty one adds nothing */
struct area area_grown(const struct area *area, int by);

/* What the rectangle (x, y, width, height) covers after the matrix, and `by` pixels around it. */
struct area area_of(const cairo_matrix_t *matrix, const double rectangle[4], double by);

struct plane {
    struct area area;
    cairo_surface_t *surface; /* CAIRO_FORMAT_A8, its device offset so that picture pixels are meant */
    uint8_t *bytes;
    int stride;
};

/* Nothing is covered yet. False without memory; then there is nothing to clear. */
bool plane_init(struct plane *plane, const struct area *area);
void plane_clear(struct plane *plane);
uint8_t *plane_row(const struct plane *plane, int y);

/* Lays `other` over it, where both are, by way of a table. */
void plane_cover(struct plane *plane, const struct plane *other, const uint8_t table[256]);

/* Paints the colour through what the plane covers, moved by x and y. */
void plane_paint(cairo_t *cr, const struct plane *plane, const struct colour *colour, double x, double y);

#endif
