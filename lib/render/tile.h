/* SPDX-License-Identifier: Apache-2.0
 *
 * A part of a picture for Cairo to draw on, as small as what is drawn, and its way into the picture's bytes.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TILE_H
#define STENCIL_RENDER_TILE_H

#include <cairo/cairo.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "rule/fit.h"

/* Where something is drawn, in pixels of the picture. */
struct reach {
    double left, top, right, bottom;
};

struct tile {
    int left, top, width, height; /* pixels of the picture */
    cairo_t *cr;                  /* its coordinates are the picture's; all is transparent at first */
};

/* The part of the picture that the reach touches, whole pixels and one more around it. False when there is
 * nothing of it inside: then nothing need be drawn, and there is nothing to end. */
bool tile_begin(const struct reach *reach, struct box picture, struct tile *tile);

/* Lays what was drawn over the picture's bytes R, G, B, and lets the tile go. E_MEDIA_WORKER when the
 * memory does not suffice, E_BROKEN when Cairo failed otherwise. */
enum err tile_end(struct tile *tile, struct box picture, uint8_t *rgb);

#endif
