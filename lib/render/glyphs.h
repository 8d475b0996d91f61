/* SPDX-License-Identifier: Apache-2.0
 *
 * The glyphs of a laid-out text on a Cairo picture: stroke, fill and emoji. The layout's
 * origin is the picture's; the caller's clip and transformation hold.
 */
#ifndef STENCIL_RENDER_GLYPHS_H
#define STENCIL_RENDER_GLYPHS_H

#include <pango/pangocairo.h>

#include "render/colour.h"

/* Outlines `width` pixels wide, half of them outside, round at the corners. */
void glyphs_stroke(cairo_t *cr, PangoLayout *layout, struct colour colour, double width);

/* The insides, and the emoji in the colours that they bring along. */
void glyphs_fill(cairo_t *cr, PangoLayout *layout, struct colour colour);

#endif
