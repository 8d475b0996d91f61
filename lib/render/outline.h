/* SPDX-License-Identifier: Apache-2.0
 *
 * A glyph's outline, as its font has it: not hinted. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_OUTLINE_H
#define STENCIL_RENDER_OUTLINE_H

#include <cairo.h>
#include <harfbuzz/hb.h>

/* Adds the outline, through the matrix, to the path of `cr`. */
void outline_path(cairo_t *cr, hb_font_t *font, hb_codepoint_t glyph, const cairo_matrix_t *matrix);

#endif
