/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_background.h"

#include <math.h>

struct area text_background_area(const struct text_layout *layout)
{
    double by = layout->style->padding;
    return area_of(&layout->matrix, (double[]){-by, -by, layout->width + 2 * by, layout->height + 2 * by}, 1);
}

/* A radius is at most half of the shorter side, as in CSS. */
static void rounded_path(cairo_t *cr, double left, double top, double width, double height, double radius)
{
    double r = fmax(0, fmin(radius, fmin(width, height) / 2)), right = left + width - r, bottom = top + height - r;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right, top + r, r, -M_PI_2, 0);
    cairo_arc(cr, right, bottom, r, 0, M_PI_2);
    cairo_arc(cr, left + r, bottom, r, M_PI_2, M_PI);
    cairo_arc(cr, left + r, top + r, r, M_PI, M_PI + M_PI_2);
    cairo_close_path(cr);
}

void text_background_draw(cairo_t *cr, const struct text_layout *layout)
{
    const struct text_style *style = layout->style;
    const struct colour *colour = &style->background_colour;
    double by = style->padding;
    if (colour->opacity <= 0)
        return;
    cairo_save(cr);
    cairo_transform(cr, &layout->matrix);
    rounded_path(cr, -by, -by, layout->width + 2 * by, layout->height + 2 * by, style->radius);
    cairo_set_source_rgba(cr, colour->red, colour->green, colour->blue, colour->opacity);
    cairo_fill(cr);
    cairo_restore(cr);
}
