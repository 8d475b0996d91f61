/* SPDX-License-Identifier: Apache-2.0
 *
 * The box behind a text. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_BACKGROUND_H
#define STENCIL_RENDER_TEXT_BACKGROUND_H

#include "render/plane.h"
#include "render/text_layout.h"

struct area text_background_area(const struct text_layout *layout);

/* Over what `cr`, in pixels of the picture, has; nothing where the style wants none. */
void text_background_draw(cairo_t *cr, const struct text_layout *layout);

#endif
