/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_layout.h"

#include <math.h>

#include "render/text_font.h"
#include "render/text_height.h"

/* Of letters without italics of their own; browsers agree on it. */
#define SLANT 0.25

enum { MASK_PX_MAX = 256, QUARTERS = 4 };

/* Exact for quarters, so that upright text stays so to the last bit. */
static void turn(cairo_matrix_t *matrix, double degrees)
{
    double whole = remainder(degrees, 360), c = cos(whole * M_PI / 180), s = sin(whole * M_PI / 180);
    if (fmod(whole, 90) == 0) {
        c = round(c);
        s = round(s);
    }
    const cairo_matrix_t by = {c, s, -s, c, 0, 0};
    cairo_matrix_multiply(matrix, &by, matrix);
}

static void place(struct text_layout *layout)
{
    const struct text_style *style = layout->style;
    cairo_matrix_init_translate(&layout->matrix, style->x, style->y);
    turn(&layout->matrix, style->angle_deg + (style->direction == TEXT_TTB ? 90 : 0));
    cairo_matrix_translate(&layout->matrix, -layout->width / 2, -layout->height / 2);
}

void text_layout_init(struct text_layout *layout, PangoFontMap *fonts, const struct text_style *style,
                      struct text_work *work)
{
    *layout = (struct text_layout){
        .style = style, .work = work, .lines = g_array_new(FALSE, FALSE, sizeof(struct text_line))};
    PangoContext *context = text_context_new(fonts, style);
    hb_font_t *own = text_font_own(context, style);
    layout->middle = style->direction == TEXT_TTB ? text_line_middle(own) : 0;
    for (char **text = style->lines; *text; text++) {
        struct text_line line;
        text_line_init(&line, context, own, style, *text);
        line.width = ceil(line.width * TEXT_LENGTHS_PER_PX) / TEXT_LENGTHS_PER_PX;
        layout->width = fmax(layout->width, line.width);
        layout->height += line.ascent + line.descent;
        g_array_append_val(layout->lines, line);
    }
    hb_font_destroy(own);
    g_object_unref(context);
    place(layout);
}

void text_layout_clear(struct text_layout *layout)
{
    for (guint i = 0; i < layout->lines->len; i++)
        text_line_clear(&g_array_index(layout->lines, struct text_line, i));
    g_array_unref(layout->lines);
}

static double line_start(const struct text_layout *layout, const struct text_line *line)
{
    double room = layout->width - line->width;
    switch (layout->style->align) {
    case TEXT_LEFT:
        return 0;
    case TEXT_RIGHT:
        return room;
    default:
        return floor(room / 2 * TEXT_LENGTHS_PER_PX) / TEXT_LENGTHS_PER_PX;
    }
}

/* From the glyph's own units to its place on the line. */
static cairo_matrix_t glyph_matrix(const struct text_run *run, double x, double y)
{
    cairo_matrix_t m;
    cairo_matrix_init_translate(&m, x, y);
    if (run->is_upright) {
        const cairo_matrix_t back = {0, -1, 1, 0, 0, 0};
        cairo_matrix_multiply(&m, &back, &m);
    }
    cairo_matrix_scale(&m, 1.0 / PANGO_SCALE, -1.0 / PANGO_SCALE);
    if (run->is_slanted) {
        const cairo_matrix_t slant = {1, 0, SLANT, 1, 0, 0};
        cairo_matrix_multiply(&m, &slant, &m);
    }
    return m;
}

static void run_each(const struct text_layout *layout, const struct text_run *run, double x, double y,
                     void (*visit)(void *context, const struct text_placed *placed), void *context)
{
    double down = layout->middle - (run->is_upright ? text_middle(run->font) : 0);
    for (unsigned i = 0; i < run->count; i++) {
        const struct text_glyph *glyph = &run->glyphs[i];
        struct text_placed placed = {run, glyph, layout->style->font_px,
                                     glyph_matrix(run, x + glyph->x, y + down + glyph->y)};
        cairo_matrix_multiply(&placed.matrix, &placed.matrix, &layout->matrix);
        visit(context, &placed);
    }
}

void text_layout_each(const struct text_layout *layout, void (*visit)(void *context, const struct text_placed *placed),
                      void *context)
{
    double top = 0;
    for (guint i = 0; i < layout->lines->len; i++) {
        const struct text_line *line = &g_array_index(layout->lines, struct text_line, i);
        double x = line_start(layout, line), y = round(top + line->ascent);
        for (guint j = 0; j < line->runs->len; j++)
            run_each(layout, &g_array_index(line->runs, struct text_run, j), x, y, visit, context);
        top += line->ascent + line->descent;
    }
}

struct area text_placed_area(const struct text_placed *placed, double by)
{
    const hb_glyph_extents_t *e = &placed->glyph->extents;
    if (!e->width || !e->height)
        return (struct area){0};
    return area_of(&placed->matrix, (double[]){e->x_bearing, e->y_bearing, e->width, e->height}, by);
}

bool text_placed_snap(struct text_placed *placed)
{
    cairo_matrix_t *m = &placed->matrix;
    bool is_upright = m->yx == 0, is_sideways = m->xx == 0;
    if (placed->font_px > MASK_PX_MAX)
        return false;
    m->x0 = is_sideways ? floor(m->x0 + 0.5) : floor(m->x0 * QUARTERS + 0.5) / QUARTERS;
    m->y0 = is_upright ? floor(m->y0 + 0.5) : floor(m->y0 * QUARTERS + 0.5) / QUARTERS;
    return true;
}
