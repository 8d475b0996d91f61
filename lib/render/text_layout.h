/* SPDX-License-Identifier: Apache-2.0
 *
 * A text laid out: its lines, one below the other, and where they stand in the picture.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_LAYOUT_H
#define STENCIL_RENDER_TEXT_LAYOUT_H

#include <cairo.h>

#include "render/text_line.h"

struct text_layout {
    const struct text_style *style;
    GArray *lines; /* of struct text_line */
    double width, height;
    cairo_matrix_t matrix; /* from the text's upper left corner, x along its lines, to pixels of the picture */
};

/* The style must outlive the layout. */
void text_layout_init(struct text_layout *layout, PangoFontMap *fonts, const struct text_style *style);
void text_layout_clear(struct text_layout *layout);

/* A glyph, and how it gets from its own units (PANGO_SCALE to a pixel, y upwards) to pixels of the picture. */
struct text_placed {
    const struct text_run *run;
    hb_codepoint_t id;
    cairo_matrix_t matrix;
};

/* Calls `visit` for each glyph, line by line from left to right. */
void text_layout_each(const struct text_layout *layout, void (*visit)(void *context, const struct text_placed *placed),
                      void *context);

#endif
