/* SPDX-License-Identifier: Apache-2.0
 *
 * One text of a collection, drawn the way the web client's CSS draws it (web/src/render/text.ts):
 * background, shadow, stroke and fill in layers, each of which fades as a whole. What users write is
 * text, never markup. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_H
#define STENCIL_RENDER_TEXT_H

#include <jansson.h>
#include <pango/pangocairo.h>

#include "render/plane.h"
#include "render/text_work.h"
#include "rule/template.h"

/* The part of a picture that a text is drawn on, transparent where it is not. */
struct text_tile {
    struct area area;         /* within the picture */
    cairo_surface_t *surface; /* CAIRO_FORMAT_ARGB32, as large as the area */
};

/* The fonts of this folder (render/fonts.h), ready for the first text. New reference. */
PangoFontMap *text_fonts_new(const char *folder);

/* Draws `text` (as in a complete document: "position", "configuration") for a picture of `picture`
 * pixels, whose texts share the work. False when nothing of it is seen there; then there is nothing to clear. */
bool text_tile_draw(struct text_tile *tile, PangoFontMap *fonts, const json_t *text, struct box picture,
                    struct text_work *work);
void text_tile_clear(struct text_tile *tile);

/* One text alone, over what `cr`, in pixels of the picture, has. */
void text_draw(cairo_t *cr, PangoFontMap *fonts, const json_t *text, struct box picture);

#endif
