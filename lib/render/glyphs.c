/* SPDX-License-Identifier: Apache-2.0 */
#include "render/glyphs.h"

#include <harfbuzz/hb-ot.h>
#include <stdbool.h>

static bool font_is_coloured(PangoFont *font)
{
    hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
    return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face);
}

enum runs { RUNS_OUTLINED, RUNS_COLOURED };

typedef void run_visit(cairo_t *cr, PangoFont *font, PangoGlyphString *glyphs);

/* Calls `visit` for each run of the kind, with Cairo's current point at its start. */
static void runs_visit(cairo_t *cr, PangoLayout *layout, enum runs which, run_visit *visit)
{
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at);
        if (!run || font_is_coloured(run->item->analysis.font) != (which == RUNS_COLOURED))
            continue;
        /* From where the run's box is put: in vertical text Pango shifts letters that lie on
         * their side, and tells so in no other way. */
        PangoRectangle own, placed;
        pango_glyph_string_extents(run->glyphs, run->item->analysis.font, NULL, &own);
        pango_layout_iter_get_run_extents(at, NULL, &placed);
        cairo_move_to(cr, pango_units_to_double(placed.x - own.x), pango_units_to_double(placed.y - own.y));
        visit(cr, run->item->analysis.font, run->glyphs);
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
    cairo_new_path(cr);
}

/* Glyph by glyph, because the time for one path grows with the square of its crossings:
 * a thousand thick letters in one take seconds. */
static void stroke_each(cairo_t *cr, PangoFont *font, PangoGlyphString *glyphs)
{
    double x, y;
    cairo_get_current_point(cr, &x, &y);
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        PangoGlyphString one = {
            .num_glyphs = 1, .glyphs = &glyphs->glyphs[i], .log_clusters = &glyphs->log_clusters[i]};
        cairo_move_to(cr, x, y);
        pango_cairo_glyph_string_path(cr, font, &one);
        cairo_stroke(cr);
        x += pango_units_to_double(one.glyphs->geometry.width);
    }
}

void glyphs_stroke(cairo_t *cr, PangoLayout *layout, struct colour colour, double width)
{
    cairo_set_line_width(cr, width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    /* As a group, because neighbours' strokes overlap. */
    cairo_push_group(cr);
    cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
    runs_visit(cr, layout, RUNS_OUTLINED, stroke_each);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, colour.opacity);
}

static void fill_run(cairo_t *cr, PangoFont *font, PangoGlyphString *glyphs)
{
    pango_cairo_glyph_string_path(cr, font, glyphs);
    cairo_fill(cr);
}

/* Outlines are filled rather than glyph images shown: Chromium's rotated and small text
 * is nearer to that. */
void glyphs_fill(cairo_t *cr, PangoLayout *layout, struct colour colour)
{
    cairo_set_source_rgba(cr, colour.red, colour.green, colour.blue, colour.opacity);
    runs_visit(cr, layout, RUNS_OUTLINED, fill_run);
    runs_visit(cr, layout, RUNS_COLOURED, pango_cairo_show_glyph_string);
}
