/* SPDX-License-Identifier: Apache-2.0
 *
 * The shadow of a text: the silhouette of its letters, strokes and emoji, blurred. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_SHADOW_H
#define STENCIL_RENDER_TEXT_SHADOW_H

#include "render/plane.h"
#include "render/text_layout.h"

/* Where the shadow of this ink falls. */
struct area text_shadow_area(const struct text_layout *layout, const struct area *ink);

/* So far from its shadow ink may be, in pixels. */
int text_shadow_reach(const struct text_layout *layout);

/* Over what `cr`, in pixels of the picture, has; nothing where the style wants none. */
void text_shadow_draw(cairo_t *cr, const struct text_layout *layout, const struct area *ink);

#endif
