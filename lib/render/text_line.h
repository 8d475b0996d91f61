/* SPDX-License-Identifier: Apache-2.0
 *
 * One line of a text, laid out the way browsers do: fonts chosen and directions resolved by
 * Pango, letters shaped by HarfBuzz, heights by the rules of CSS. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_LINE_H
#define STENCIL_RENDER_TEXT_LINE_H

#include <pango/pango.h>
#include <harfbuzz/hb.h>

#include "render/text_style.h"

/* Stands on the line's baseline, x from the line's start; y goes down. */
struct text_glyph {
    hb_codepoint_t id;
    hb_glyph_extents_t extents; /* in units of the font; nothing for what has no ink */
    double x, y;
};

/* Letters of one font, as they are seen from left to right. */
struct text_run {
    hb_font_t *font;  /* PANGO_SCALE units to a pixel */
    bool is_upright;  /* of a vertical text: stands upright, while the line lies on its side */
    bool is_slanted;  /* the font has no italics, so its letters are slanted */
    bool is_coloured; /* the font brings its colours along */
    struct text_glyph *glyphs;
    unsigned count;
};

/* Above and below the baseline, both positive. */
struct text_line {
    GArray *runs; /* of struct text_run */
    double width, ascent, descent;
};

/* `context` of text_context_new, `own` of text_font_own. */
void text_line_init(struct text_line *line, PangoContext *context, hb_font_t *own, const struct text_style *style,
                    const char *text);
void text_line_clear(struct text_line *line);

#endif
