/* SPDX-License-Identifier: Apache-2.0
 *
 * What Cairo has drawn of a part of a picture, on its way into the picture's bytes. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TILE_H
#define STENCIL_RENDER_TILE_H

#include <stdint.h>

#include "render/plane.h"
#include "rule/fit.h"

/* Lays a tile (CAIRO_FORMAT_ARGB32, as large as the area, which is within the picture) over the picture's bytes
 * R, G, B. */
void tile_blend(cairo_surface_t *tile, const struct area *area, struct box picture, uint8_t *rgb);

#endif
