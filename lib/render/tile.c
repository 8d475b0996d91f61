/* SPDX-License-Identifier: Apache-2.0 */
#include "render/tile.h"

#include <glib.h>
#include <stddef.h>

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

void tile_blend(cairo_surface_t *tile, const struct area *area, struct box picture, uint8_t *rgb)
{
    cairo_surface_flush(tile);
    const uint8_t *data = cairo_image_surface_get_data(tile);
    ptrdiff_t stride = cairo_image_surface_get_stride(tile);
    for (int y = area->top; y < area->bottom; y++, data += stride)
        row_blend((const uint32_t *)(const void *)data, area->right - area->left,
                  rgb + 3 * ((ptrdiff_t)y * picture.width + area->left));
}
