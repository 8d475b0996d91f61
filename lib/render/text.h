/* SPDX-License-Identifier: Apache-2.0
 *
 * One text of a collection, drawn by Pango and Cairo the way the web client's CSS draws
 * it: the numbers and settings that make both agree are named in text.c. What users
 * write is text, never markup. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_H
#define STENCIL_RENDER_TEXT_H

#include <jansson.h>
#include <pango/pangocairo.h>

#include "rule/template.h"

enum { TEXT_FONT_PX_MAX = 4096 };

/* The fonts of this folder (render/fonts.h), ready for the first text. New reference. */
PangoFontMap *text_fonts_new(const char *folder);

/* Draws `text` (as in a complete document: "position", "configuration") over a picture of
 * `picture` pixels. */
void text_draw(cairo_t *cr, PangoFontMap *fonts, const json_t *text, struct box picture);

#endif
