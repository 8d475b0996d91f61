/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_height.h"

#include <math.h>
#include <pango/pango.h>

/* Whole pixels, both positive. */
struct metrics {
    double ascent, descent, gap;
};

/* Chromium rounds all three; where that cuts the descent off, both move down by one, since the letters
 * themselves are drawn at fractions of a pixel. */
static struct metrics metrics_of(hb_font_t *font)
{
    hb_font_extents_t e;
    hb_font_get_h_extents(font, &e);
    double descent = -e.descender / (double)PANGO_SCALE;
    struct metrics m = {round(e.ascender / (double)PANGO_SCALE), round(descent),
                        round(e.line_gap / (double)PANGO_SCALE)};
    if (m.descent < descent && m.ascent >= 1) {
        m.descent++;
        m.ascent--;
    }
    return m;
}

static double ascent_of(const struct metrics *m, const struct text_style *style)
{
    double height = m->ascent + m->descent;
    return style->direction == TEXT_TTB ? height - floor(height / 2) : m->ascent;
}

void text_height_add(hb_font_t *font, const struct text_style *style, double *ascent, double *descent)
{
    struct metrics m = metrics_of(font);
    double height = m.ascent + m.descent;
    double own = floor(style->line_height * TEXT_LENGTHS_PER_PX) / TEXT_LENGTHS_PER_PX;
    double line = style->line_height ? own : height + m.gap;
    double up = ascent_of(&m, style) + floor((line - height) / 2);
    *ascent = fmax(*ascent, up);
    *descent = fmax(*descent, line - up);
}

double text_middle(hb_font_t *font)
{
    struct metrics m = metrics_of(font);
    return m.ascent - (m.ascent + m.descent) / 2;
}

double text_line_middle(hb_font_t *own)
{
    return floor(text_middle(own));
}
