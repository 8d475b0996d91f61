/* SPDX-License-Identifier: Apache-2.0 */
#include "render/outline.h"

#include <stddef.h>

struct pen {
    cairo_t *cr;
    cairo_matrix_t matrix;
};

static void point(const struct pen *pen, float x, float y, double *px, double *py)
{
    *px = (double)x;
    *py = (double)y;
    cairo_matrix_transform_point(&pen->matrix, px, py);
}

static void move_to(hb_draw_funcs_t *, void *data, hb_draw_state_t *, float x, float y, void *)
{
    const struct pen *pen = data;
    double px, py;
    point(pen, x, y, &px, &py);
    cairo_move_to(pen->cr, px, py);
}

static void line_to(hb_draw_funcs_t *, void *data, hb_draw_state_t *, float x, float y, void *)
{
    const struct pen *pen = data;
    double px, py;
    point(pen, x, y, &px, &py);
    cairo_line_to(pen->cr, px, py);
}

static void cubic_to(hb_draw_funcs_t *, void *data, hb_draw_state_t *, float x1, float y1, float x2, float y2, float x,
                     float y, void *)
{
    const struct pen *pen = data;
    double p[6];
    point(pen, x1, y1, &p[0], &p[1]);
    point(pen, x2, y2, &p[2], &p[3]);
    point(pen, x, y, &p[4], &p[5]);
    cairo_curve_to(pen->cr, p[0], p[1], p[2], p[3], p[4], p[5]);
}

static void close_path(hb_draw_funcs_t *, void *data, hb_draw_state_t *, void *)
{
    const struct pen *pen = data;
    cairo_close_path(pen->cr);
}

static hb_draw_funcs_t *funcs_new(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

void outline_path(cairo_t *cr, hb_font_t *font, hb_codepoint_t glyph, const cairo_matrix_t *matrix)
{
    struct pen pen = {cr, *matrix};
    hb_draw_funcs_t *funcs = funcs_new();
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, &pen);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, &pen);
#endif
    hb_draw_funcs_destroy(funcs);
}
