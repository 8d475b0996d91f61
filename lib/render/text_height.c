/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_height.h"

#include <harfbuzz/hb.h>
#include <math.h>

/* Whole pixels, both positive. */
struct metrics {
    double ascent, descent, gap;
};

/* Chromium rounds all three; where that cuts the descent off, both move down by one, since the letters
 * themselves are drawn at fractions of a pixel. */
static struct metrics metrics_of(PangoFont *font)
{
    hb_font_extents_t e;
    hb_font_get_h_extents(pango_font_get_hb_font(font), &e);
    double descent = -e.descender / (double)PANGO_SCALE;
    struct metrics m = {round(e.ascender / (double)PANGO_SCALE), round(descent), round(e.line_gap / (double)PANGO_SCALE)};
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

void text_height_add(PangoFont *font, const struct text_style *style, double *ascent, double *descent)
{
    struct metrics m = metrics_of(font);
    double height = m.ascent + m.descent;
    double line = style->line_height ? style->line_height : height + m.gap;
    double up = ascent_of(&m, style) + floor((line - height) / 2);
    *ascent = fmax(*ascent, up);
    *descent = fmax(*descent, line - up);
}

double text_baseline_shift(PangoFont *font, const struct text_style *style)
{
    struct metrics m = metrics_of(font);
    return m.ascent - ascent_of(&m, style);
}
