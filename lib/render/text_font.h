/* SPDX-License-Identifier: Apache-2.0
 *
 * The fonts of one text. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_FONT_H
#define STENCIL_RENDER_TEXT_FONT_H

#include <harfbuzz/hb.h>
#include <pango/pango.h>
#include <stdbool.h>

#include "render/text_style.h"

/* A context in which the style's lines are itemized. New reference. */
PangoContext *text_context_new(PangoFontMap *fonts, const struct text_style *style);

/* For shaping and outlines: of the style's size whatever fontconfig says, PANGO_SCALE units to a pixel. Yours. */
hb_font_t *text_font_new(PangoFont *font, const struct text_style *style);

/* The style's own, of which every line is at least as high as it says. Yours. */
hb_font_t *text_font_own(PangoContext *context, const struct text_style *style);

bool text_font_is_coloured(hb_font_t *font);
bool text_font_is_italic(hb_font_t *font);

#endif
