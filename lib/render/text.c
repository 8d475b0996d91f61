/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text.h"

#include <math.h>

#include "render/blur.h"
#include "render/coverage.h"
#include "render/text_background.h"
#include "render/text_emoji.h"
#include "render/text_glyph.h"

typedef PangoContext text_context;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(text_context, g_object_unref)

PangoFontMap *text_fonts_new(void)
{
    PangoFontMap *fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    g_autoptr(text_context) context = pango_font_map_create_context(fonts);
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    pango_layout_set_text(layout, "A", 1);
    pango_layout_get_extents(layout, NULL, NULL);
    return fonts;
}

/* What is drawn, and where. */
struct text_parts {
    const struct text_style *style;
    struct text_layout layout;
    struct area ink;  /* of letters and strokes, as far as they can show: in the picture or by their shadow */
    struct area tile; /* of all, within the picture */
};

static struct area shadow_area(const struct text_shadow *shadow, const struct area *ink)
{
    int reach = blur_reach(shadow->sigma);
    struct area area = area_grown(ink, reach + 1);
    int x = (int)floor(shadow->x), y = (int)floor(shadow->y);
    return (struct area){area.left + x, area.top + y, area.right + x + 1, area.bottom + y + 1};
}

/* Where the shadow falls: its offset turns with the text. */
static struct text_shadow shadow_turned(const struct text_parts *parts)
{
    struct text_shadow shadow = parts->style->shadow;
    cairo_matrix_t m = parts->layout.matrix;
    double x = shadow.x, y = shadow.y;
    /* The layout of vertical text lies on its side, its shadow does not. */
    if (parts->style->direction == TEXT_TTB) {
        x = shadow.y;
        y = -shadow.x;
    }
    cairo_matrix_transform_distance(&m, &x, &y);
    shadow.x = x;
    shadow.y = y;
    return shadow;
}

static void parts_measure(struct text_parts *parts, struct box picture)
{
    const struct text_style *style = parts->style;
    const struct area whole = {0, 0, picture.width, picture.height};
    struct text_shadow shadow = shadow_turned(parts);
    struct area ink = text_glyphs_reach(&parts->layout, style->stroke_width), all = ink;
    if (style->background_colour.opacity > 0) {
        struct area background = text_background_area(&parts->layout);
        all = area_join(&all, &background);
    }
    struct area seen = whole;
    if (shadow.colour.opacity > 0) {
        struct area cast = shadow_area(&shadow, &ink);
        all = area_join(&all, &cast);
        int beyond = blur_reach(shadow.sigma) + (int)ceil(fmax(fabs(shadow.x), fabs(shadow.y))) + 1;
        seen = area_grown(&whole, beyond);
    }
    parts->ink = area_meet(&ink, &seen);
    parts->tile = area_meet(&all, &whole);
}

/* A layer of one colour, through what covers it. */
static void layer_paint(cairo_t *cr, const struct plane *plane, const struct colour *colour, double x, double y)
{
    cairo_surface_mark_dirty(plane->surface);
    cairo_set_source_rgba(cr, colour->red, colour->green, colour->blue, colour->opacity);
    cairo_mask_surface(cr, plane->surface, x, y);
}

static void emoji_cover(const struct text_layout *layout, struct plane *plane)
{
    cairo_surface_mark_dirty(plane->surface);
    cairo_t *cr = cairo_create(plane->surface);
    text_emoji_draw(layout, cr, 1);
    cairo_destroy(cr);
    cairo_surface_flush(plane->surface);
}

static void shadow_draw(cairo_t *cr, const struct text_parts *parts)
{
    struct text_shadow shadow = shadow_turned(parts);
    struct area area = area_grown(&parts->ink, blur_reach(shadow.sigma));
    struct plane plane;
    uint8_t table[256];
    if (shadow.colour.opacity <= 0 || area_is_empty(&parts->ink) || !plane_init(&plane, &area))
        return;
    coverage_table(&shadow.colour, table);
    if (parts->style->stroke_width > 0)
        text_glyphs_cover(&parts->layout, parts->style->stroke_width, table, &plane);
    text_glyphs_cover(&parts->layout, 0, table, &plane);
    emoji_cover(&parts->layout, &plane);
    blur(&plane, shadow.sigma);
    layer_paint(cr, &plane, &shadow.colour, shadow.x, shadow.y);
    plane_clear(&plane);
}

static void letters_draw(cairo_t *cr, const struct text_parts *parts, double stroke, const struct colour *colour)
{
    struct plane plane;
    uint8_t table[256];
    struct area area = area_meet(&parts->ink, &parts->tile);
    if (colour->opacity <= 0 || area_is_empty(&area) || !plane_init(&plane, &area))
        return;
    coverage_table(colour, table);
    text_glyphs_cover(&parts->layout, stroke, table, &plane);
    layer_paint(cr, &plane, colour, 0, 0);
    plane_clear(&plane);
}

static void parts_draw(cairo_t *cr, const struct text_parts *parts)
{
    const struct text_style *style = parts->style;
    text_background_draw(cr, &parts->layout);
    shadow_draw(cr, parts);
    if (style->stroke_width > 0)
        letters_draw(cr, parts, style->stroke_width, &style->stroke_colour);
    letters_draw(cr, parts, 0, &style->colour);
    text_emoji_draw(&parts->layout, cr, style->colour.opacity);
}

/* All layers at once. */
static void fade(cairo_t *cr, double opacity)
{
    cairo_set_operator(cr, CAIRO_OPERATOR_DEST_IN);
    cairo_set_source_rgba(cr, 0, 0, 0, opacity);
    cairo_paint(cr);
}

static bool tile_fill(struct text_tile *tile, const struct text_parts *parts)
{
    int width = parts->tile.right - parts->tile.left, height = parts->tile.bottom - parts->tile.top;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_surface_set_device_offset(surface, -parts->tile.left, -parts->tile.top);
    cairo_t *cr = cairo_create(surface);
    parts_draw(cr, parts);
    if (parts->style->opacity < 1)
        fade(cr, parts->style->opacity);
    bool is_drawn = !cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    cairo_surface_set_device_offset(surface, 0, 0);
    if (is_drawn)
        *tile = (struct text_tile){parts->tile, surface};
    else
        cairo_surface_destroy(surface);
    return is_drawn;
}

bool text_tile_draw(struct text_tile *tile, PangoFontMap *fonts, const json_t *text, struct box picture)
{
    struct text_style style;
    if (!text_style_read(text, picture, &style))
        return false;
    struct text_parts parts = {.style = &style};
    text_layout_init(&parts.layout, fonts, &style);
    parts_measure(&parts, picture);
    bool is_drawn = !area_is_empty(&parts.tile) && style.opacity > 0 && tile_fill(tile, &parts);
    text_layout_clear(&parts.layout);
    text_style_clear(&style);
    return is_drawn;
}

void text_tile_clear(struct text_tile *tile)
{
    cairo_surface_destroy(tile->surface);
}

void text_draw(cairo_t *cr, PangoFontMap *fonts, const json_t *text, struct box picture)
{
    struct text_tile tile;
    if (!text_tile_draw(&tile, fonts, text, picture))
        return;
    cairo_set_source_surface(cr, tile.surface, tile.area.left, tile.area.top);
    cairo_paint(cr);
    text_tile_clear(&tile);
}
