/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_background.h"

#include <math.h>

/* Left, top, width, height. Browsers make boxes whole pixels large before they are placed and turned, from the left
 * and upper side on; of vertical text, whose layout lies on its side, the left one is the lower one. */
static void rectangle(const struct text_layout *layout, double r[4])
{
    double by = layout->style->padding, width = layout->width + 2 * by, height = layout->height + 2 * by;
    r[2] = round(width);
    r[3] = round(height);
    r[0] = -by;
    r[1] = layout->style->direction == TEXT_TTB ? height - by - r[3] : -by;
}

struct area text_background_area(const struct text_layout *layout)
{
    double r[4];
    rectangle(layout, r);
    return area_of(&layout->matrix, r, 1);
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
    double r[4];
    if (colour->opacity <= 0)
        return;
    cairo_save(cr);
    cairo_transform(cr, &layout->matrix);
    rectangle(layout, r);
    rounded_path(cr, r[0], r[1], r[2], r[3], style->radius);
    cairo_set_source_rgba(cr, colour->red, colour->green, colour->blue, colour->opacity);
    cairo_fill(cr);
    cairo_restore(cr);
}
