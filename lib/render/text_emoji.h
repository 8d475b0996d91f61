/* SPDX-License-Identifier: Apache-2.0
 *
 * The glyphs of a text that are pictures. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_EMOJI_H
#define STENCIL_RENDER_TEXT_EMOJI_H

#include "render/text_layout.h"

/* Over what `cr`, in pixels of the picture, has. */
void text_emoji_draw(const struct text_layout *layout, cairo_t *cr, double opacity);

#endif
