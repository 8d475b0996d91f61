/* SPDX-License-Identifier: Apache-2.0
 *
 * The outlines of a laid-out text as coverage, drawn as Skia draws them. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_GLYPH_H
#define STENCIL_RENDER_TEXT_GLYPH_H

#include "render/plane.h"
#include "render/text_layout.h"

/* Where the glyphs of the layout, with a stroke `stroke` wide around them, leave ink. */
struct area text_glyphs_reach(const struct text_layout *layout, double stroke);

/* Covers what is inside the outlines (stroke 0), or a stroke that wide along them. Emoji are left out. */
void text_glyphs_cover(const struct text_layout *layout, double stroke, const uint8_t table[256], struct plane *plane);

#endif
