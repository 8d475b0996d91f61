/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_shadow.h"

#include <math.h>

#include "render/blur.h"
#include "render/coverage.h"
#include "render/text_emoji.h"
#include "render/text_glyph.h"

/* How often the pixels of a shadow are gone through. */
enum { SHADOW_WORK = 4 };

/* Where the shadow falls: its offset turns with the text. */
static struct text_shadow turned(const struct text_layout *layout)
{
    struct text_shadow shadow = layout->style->shadow;
    cairo_matrix_t m = layout->matrix;
    double x = shadow.x, y = shadow.y;
    /* The layout of vertical text lies on its side, its shadow does not. */
    if (layout->style->direction == TEXT_TTB) {
        x = shadow.y;
        y = -shadow.x;
    }
    cairo_matrix_transform_distance(&m, &x, &y);
    shadow.x = x;
    shadow.y = y;
    return shadow;
}

struct area text_shadow_area(const struct text_layout *layout, const struct area *ink)
{
    struct text_shadow shadow = turned(layout);
    struct area area = area_grown(ink, blur_reach(shadow.sigma) + 1);
    int x = (int)floor(shadow.x), y = (int)floor(shadow.y);
    return (struct area){area.left + x, area.top + y, area.right + x + 1, area.bottom + y + 1};
}

int text_shadow_reach(const struct text_layout *layout)
{
    struct text_shadow shadow = turned(layout);
    return blur_reach(shadow.sigma) + (int)ceil(fmax(fabs(shadow.x), fabs(shadow.y))) + 1;
}

static void emoji_cover(const struct text_layout *layout, struct plane *plane)
{
    cairo_surface_mark_dirty(plane->surface);
    cairo_t *cr = cairo_create(plane->surface);
    text_emoji_draw(layout, cr, 1);
    cairo_destroy(cr);
    cairo_surface_flush(plane->surface);
}

void text_shadow_draw(cairo_t *cr, const struct text_layout *layout, const struct area *ink)
{
    struct text_shadow shadow = turned(layout);
    struct area area = area_grown(ink, blur_reach(shadow.sigma));
    struct plane plane;
    uint8_t table[256];
    if (shadow.colour.opacity <= 0 || area_is_empty(ink) || !text_work_take(layout->work, &area, SHADOW_WORK) ||
        !plane_init(&plane, &area))
        return;
    coverage_table(&shadow.colour, table);
    if (layout->style->stroke_width > 0)
        text_glyphs_cover(layout, layout->style->stroke_width, table, &plane);
    text_glyphs_cover(layout, 0, table, &plane);
    emoji_cover(layout, &plane);
    blur(&plane, shadow.sigma);
    plane_paint(cr, &plane, &shadow.colour, shadow.x, shadow.y);
    plane_clear(&plane);
}
