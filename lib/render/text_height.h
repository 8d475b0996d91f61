/* SPDX-License-Identifier: Apache-2.0
 *
 * How high a line is: the rules of CSS Inline 3, and what Chromium rounds on the way.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_HEIGHT_H
#define STENCIL_RENDER_TEXT_HEIGHT_H

#include <pango/pango.h>

#include "render/text_style.h"

/* Makes room for letters of the font: neither `ascent` nor `descent` gets smaller. */
void text_height_add(PangoFont *font, const struct text_style *style, double *ascent, double *descent);

/* From the font's alphabetic baseline down to the one that the text's lines are set on, which in
 * vertical text is its middle. */
double text_baseline_shift(PangoFont *font, const struct text_style *style);

#endif
