/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_glyph.h"

#include <math.h>

#include "render/coverage.h"
#include "render/outline.h"

/* Skia draws larger ones as paths, at their exact places. */
enum { MASK_PX_MAX = 256, QUARTERS = 4 };

/* Antialiasing may reach into the next pixel. */
enum { EDGE_PX = 1 };

/* A text takes at most as much work as this many pixels, each drawn for one glyph; what would come after
 * is left out. Whole pages of letters take a few million. */
enum { WORK_PX_MAX = 96 << 20 };

struct drawing {
    double stroke;
    const uint8_t *table;
    struct plane *plane;
    int64_t work_px;
    double font_px;
};

static struct area placed_area(const struct text_placed *placed, double stroke)
{
    hb_glyph_extents_t e;
    if (!hb_font_get_glyph_extents(pango_font_get_hb_font(placed->run->font), placed->id, &e) || !e.width || !e.height)
        return (struct area){0};
    return area_of(&placed->matrix, (double[]){e.x_bearing, e.y_bearing, e.width, e.height}, stroke + EDGE_PX);
}

/* Glyph images are kept for four places between two pixels, and along upright lines for none above each other. */
static void snap(cairo_matrix_t *m)
{
    bool is_upright = m->yx == 0, is_sideways = m->xx == 0;
    m->x0 = is_sideways ? floor(m->x0 + 0.5) : floor(m->x0 * QUARTERS + 0.5) / QUARTERS;
    m->y0 = is_upright ? floor(m->y0 + 0.5) : floor(m->y0 * QUARTERS + 0.5) / QUARTERS;
}

static void plane_draw(struct plane *plane, const struct text_placed *placed, double stroke)
{
    cairo_t *cr = cairo_create(plane->surface);
    outline_path(cr, pango_font_get_hb_font(placed->run->font), placed->id, &placed->matrix);
    if (stroke > 0) {
        cairo_set_line_width(cr, stroke);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cr);
    } else {
        cairo_fill(cr);
    }
    cairo_destroy(cr);
    cairo_surface_flush(plane->surface);
}

static void cover(void *context, const struct text_placed *placed)
{
    struct drawing *d = context;
    struct text_placed at = *placed;
    struct plane own;
    if (placed->run->is_coloured)
        return;
    bool is_mask = d->font_px <= MASK_PX_MAX;
    if (is_mask)
        snap(&at.matrix);
    struct area area = placed_area(&at, d->stroke);
    area = area_meet(&area, &d->plane->area);
    if (area_is_empty(&area))
        return;
    d->work_px += (int64_t)(area.right - area.left) * (area.bottom - area.top);
    if (d->work_px > WORK_PX_MAX || !plane_init(&own, &area))
        return;
    plane_draw(&own, &at, d->stroke);
    plane_cover(d->plane, &own, is_mask ? d->table : coverage_plain);
    plane_clear(&own);
}

void text_glyphs_cover(const struct text_layout *layout, double stroke, const uint8_t table[256], struct plane *plane)
{
    struct drawing d = {.stroke = stroke, .table = table, .plane = plane, .font_px = layout->style->font_px};
    text_layout_each(layout, cover, &d);
}

struct reach {
    double stroke;
    struct area area;
};

static void reach(void *context, const struct text_placed *placed)
{
    struct reach *r = context;
    struct area area = placed_area(placed, r->stroke);
    r->area = area_join(&r->area, &area);
}

struct area text_glyphs_reach(const struct text_layout *layout, double stroke)
{
    struct reach r = {.stroke = stroke};
    text_layout_each(layout, reach, &r);
    return r.area;
}
