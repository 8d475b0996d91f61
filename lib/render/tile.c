/* SPDX-License-Identifier: Apache-2.0 */
#include "render/tile.h"

#include <glib.h>
#include <math.h>

static int edge(double at, int most)
{
    return (int)CLAMP(at, 0, most);
}

bool tile_begin(const struct reach *reach, struct box picture, struct tile *tile)
{
    int left = edge(floor(reach->left) - 1, picture.width), right = edge(ceil(reach->right) + 1, picture.width);
    int top = edge(floor(reach->top) - 1, picture.height), bottom = edge(ceil(reach->bottom) + 1, picture.height);
    if (left >= right || top >= bottom)
        return false;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, right - left, bottom - top);
    *tile = (struct tile){left, top, right - left, bottom - top, cairo_create(surface)};
    cairo_surface_destroy(surface);
    cairo_translate(tile->cr, -left, -top);
    return true;
}

/* value × part / 255, to the nearest. */
static inline uint32_t share(uint32_t value, uint32_t part)
{
    uint32_t product = value * part + 128;
    return (product + (product >> 8)) >> 8;
}

/* Cairo's roundings may leave a colour one above its share. */
static inline uint8_t together(uint32_t over, uint32_t under)
{
    return (uint8_t)MIN(over + under, 255);
}

/* Colours over others, their own share (A) already taken. */
static void row_blend(const uint32_t *argb, int width, uint8_t *rgb)
{
    for (int x = 0; x < width; x++, rgb += 3) {
        uint32_t over = argb[x], rest = 255 - (over >> 24);
        if (rest == 255)
            continue;
        rgb[0] = together(over >> 16 & 255, share(rgb[0], rest));
        rgb[1] = together(over >> 8 & 255, share(rgb[1], rest));
        rgb[2] = together(over & 255, share(rgb[2], rest));
    }
}

static void tile_blend(const struct tile *tile, struct box picture, uint8_t *rgb)
{
    cairo_surface_t *surface = cairo_get_target(tile->cr);
    cairo_surface_flush(surface);
    const uint8_t *data = cairo_image_surface_get_data(surface);
    ptrdiff_t stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < tile->height; y++)
        row_blend((const uint32_t *)(const void *)(data + y * stride), tile->width,
                  rgb + 3 * ((ptrdiff_t)(tile->top + y) * picture.width + tile->left));
}

enum err tile_end(struct tile *tile, struct box picture, uint8_t *rgb)
{
    cairo_status_t status = cairo_status(tile->cr);
    if (!status)
        tile_blend(tile, picture, rgb);
    cairo_destroy(tile->cr);
    tile->cr = NULL;
    if (status == CAIRO_STATUS_NO_MEMORY)
        return E_MEDIA_WORKER;
    return status ? err_broken("render", "cairo: %s", cairo_status_to_string(status)) : OK;
}
