/* SPDX-License-Identifier: Apache-2.0 */
#include "render/plane.h"

#include <glib.h>
#include <math.h>

/* Far beyond any picture, and far from where integers end. */
#define FAR_PX 1e6

bool area_is_empty(const struct area *area)
{
    return area->right <= area->left || area->bottom <= area->top;
}

struct area area_meet(const struct area *a, const struct area *b)
{
    return (struct area){MAX(a->left, b->left), MAX(a->top, b->top), MIN(a->right, b->right),
                         MIN(a->bottom, b->bottom)};
}

struct area area_join(const struct area *a, const struct area *b)
{
    if (area_is_empty(a))
        return *b;
    if (area_is_empty(b))
        return *a;
    return (struct area){MIN(a->left, b->left), MIN(a->top, b->top), MAX(a->right, b->right),
                         MAX(a->bottom, b->bottom)};
}

struct area area_grown(const struct area *area, int by)
{
    return (struct area){area->left - by, area->top - by, area->right + by, area->bottom + by};
}

struct area area_of(const cairo_matrix_t *matrix, const double rectangle[4], double by)
{
    double left = FAR_PX, top = FAR_PX, right = -FAR_PX, bottom = -FAR_PX;
    for (int corner = 0; corner < 4; corner++) {
        double x = rectangle[0] + (corner & 1 ? rectangle[2] : 0), y = rectangle[1] + (corner & 2 ? rectangle[3] : 0);
        cairo_matrix_transform_point(matrix, &x, &y);
        left = fmin(left, x), right = fmax(right, x);
        top = fmin(top, y), bottom = fmax(bottom, y);
    }
    return (struct area){(int)floor(fmax(left, -FAR_PX) - by), (int)floor(fmax(top, -FAR_PX) - by),
                         (int)ceil(fmin(right, FAR_PX) + by), (int)ceil(fmin(bottom, FAR_PX) + by)};
}

bool plane_init(struct plane *plane, const struct area *area)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, MAX(0, area->right - area->left), MAX(0, area->bottom - area->top));
    if (cairo_surface_status(surface)) {
        cairo_surface_destroy(surface);
        return false;
    }
    cairo_surface_set_device_offset(surface, -area->left, -area->top);
    *plane =
        (struct plane){*area, surface, cairo_image_surface_get_data(surface), cairo_image_surface_get_stride(surface)};
    return true;
}

void plane_clear(struct plane *plane)
{
    cairo_surface_destroy(plane->surface);
    *plane = (struct plane){0};
}

uint8_t *plane_row(const struct plane *plane, int y)
{
    return plane->bytes + (ptrdiff_t)(y - plane->area.top) * plane->stride;
}

/* One over the other, both of the same colour. */
static uint8_t over(unsigned below, unsigned above)
{
    return (uint8_t)(below + ((255 - below) * above + 127) / 255);
}

void plane_cover(struct plane *plane, const struct plane *other, const uint8_t table[256])
{
    struct area both = area_meet(&plane->area, &other->area);
    for (int y = both.top; y < both.bottom; y++) {
        uint8_t *to = plane_row(plane, y) - plane->area.left;
        const uint8_t *from = plane_row(other, y) - other->area.left;
        for (int x = both.left; x < both.right; x++)
            if (from[x])
                to[x] = over(to[x], table[from[x]]);
    }
}

void plane_paint(cairo_t *cr, const struct plane *plane, const struct colour *colour, double x, double y)
{
    cairo_surface_mark_dirty(plane->surface);
    cairo_set_source_rgba(cr, colour->red, colour->green, colour->blue, colour->opacity);
    cairo_mask_surface(cr, plane->surface, x, y);
}
