/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_glyph.h"

#include "render/coverage.h"
#include "render/outline.h"

/* Antialiasing may reach into the next pixel. */
enum { EDGE_PX = 1 };

/* As in Skia: sharper corners are cut off. A mitred one stands out by half the limit, in widths of the stroke. */
enum { MITER_LIMIT = 4, MITER_REACH = MITER_LIMIT / 2 };

struct drawing {
    double stroke;
    const uint8_t *table;
    struct plane *plane;
    struct text_work *work;
};

static void plane_draw(struct plane *plane, const struct text_placed *placed, double stroke)
{
    cairo_t *cr = cairo_create(plane->surface);
    outline_path(cr, placed->run->font, placed->glyph->id, &placed->matrix);
    if (stroke > 0) {
        cairo_set_line_width(cr, stroke);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
        cairo_set_miter_limit(cr, MITER_LIMIT);
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
    bool is_mask = text_placed_snap(&at);
    struct area area = text_placed_area(&at, d->stroke * MITER_REACH + EDGE_PX);
    area = area_meet(&area, &d->plane->area);
    if (area_is_empty(&area))
        return;
    if (!text_work_take(d->work, &area, 1) || !plane_init(&own, &area))
        return;
    plane_draw(&own, &at, d->stroke);
    plane_cover(d->plane, &own, is_mask ? d->table : coverage_plain);
    plane_clear(&own);
}

void text_glyphs_cover(const struct text_layout *layout, double stroke, const uint8_t table[256], struct plane *plane)
{
    struct drawing d = {.stroke = stroke, .table = table, .plane = plane, .work = layout->work};
    text_layout_each(layout, cover, &d);
}

struct reach {
    double stroke;
    struct area area;
};

static void reach(void *context, const struct text_placed *placed)
{
    struct reach *r = context;
    struct area area = text_placed_area(placed, r->stroke * MITER_REACH + EDGE_PX);
    r->area = area_join(&r->area, &area);
}

struct area text_glyphs_reach(const struct text_layout *layout, double stroke)
{
    struct reach r = {.stroke = stroke};
    text_layout_each(layout, reach, &r);
    return r.area;
}
