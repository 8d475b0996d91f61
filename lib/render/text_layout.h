/* SPDX-License-Identifier: Apache-2.0
 *
 * A text laid out: its lines, one below the other, and where they stand in the picture.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_LAYOUT_H
#define STENCIL_RENDER_TEXT_LAYOUT_H

#include <cairo.h>

#include "render/text_line.h"
#include "render/text_work.h"

struct text_layout {
    const struct text_style *style;
    struct text_work *work; /* what is left of it for whoever draws */
    GArray *lines;          /* of struct text_line */
    double width, height;
    double middle; /* of vertical text: from its own font's alphabetic baseline up to the one that it stands on */
    cairo_matrix_t matrix; /* from the text's upper left corner, x along its lines, to pixels of the picture */
};

/* Style and work must outlive the layout. */
void text_layout_init(struct text_layout *layout, PangoFontMap *fonts, const struct text_style *style,
                      struct text_work *work);
void text_layout_clear(struct text_layout *layout);

/* A glyph, and how it gets from its own units (PANGO_SCALE to a pixel, y upwards) to pixels of the picture. */
struct text_placed {
    const struct text_run *run;
    const struct text_glyph *glyph;
    double font_px;
    cairo_matrix_t matrix;
};

/* The pixels that it may have ink in, `by` pixels around it; empty where it has none. */
struct area text_placed_area(const struct text_placed *placed, double by);

/* Moves it to where Skia draws it: it keeps images of letters for four places between two pixels, and along upright
 * lines for none above each other. False for a letter too large for that, which is drawn at its exact place. */
bool text_placed_snap(struct text_placed *placed);

/* Calls `visit` for each glyph, line by line from left to right. */
void text_layout_each(const struct text_layout *layout, void (*visit)(void *context, const struct text_placed *placed),
                      void *context);

#endif
