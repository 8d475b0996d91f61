/* SPDX-License-Identifier: Apache-2.0
 *
 * How high a line is: the rules of CSS Inline 3, and what Chromium rounds on the way.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_HEIGHT_H
#define STENCIL_RENDER_TEXT_HEIGHT_H

#include <harfbuzz/hb.h>

#include "render/text_style.h"

/* Chromium counts lengths in these (LayoutUnit). */
enum { TEXT_LENGTHS_PER_PX = 64 };

/* Makes room for letters of the font: neither `ascent` nor `descent` gets smaller. */
void text_height_add(hb_font_t *font, const struct text_style *style, double *ascent, double *descent);

/* From the font's alphabetic baseline up to the middle of its letters, about which they stand upright in vertical text.
 */
double text_middle(hb_font_t *font);

/* The same of the text's own font, on which the lines of vertical text are set: whole pixels. */
double text_line_middle(hb_font_t *own);

#endif
