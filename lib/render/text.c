/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text.h"

#include "render/coverage.h"
#include "render/fonts.h"
#include "render/text_background.h"
#include "render/text_emoji.h"
#include "render/text_glyph.h"
#include "render/text_shadow.h"

enum { SIDE_FIRST = 100 };

/* How often the pixels of a tile are gone through. */
enum { TILE_WORK = 4 };

/* What is drawn, and where. */
struct text_parts {
    const struct text_style *style;
    struct text_layout layout;
    struct area ink;  /* of letters and strokes, as far as they can show: in the picture or by their shadow */
    struct area tile; /* of all, within the picture */
};

static void parts_measure(struct text_parts *parts, struct box picture)
{
    const struct text_style *style = parts->style;
    const struct area whole = {0, 0, picture.width, picture.height};
    struct area ink = text_glyphs_reach(&parts->layout, style->stroke_width), all = ink;
    if (style->background_colour.opacity > 0) {
        struct area background = text_background_area(&parts->layout);
        all = area_join(&all, &background);
    }
    struct area seen = whole;
    if (style->shadow.colour.opacity > 0) {
        struct area cast = text_shadow_area(&parts->layout, &ink);
        all = area_join(&all, &cast);
        seen = area_grown(&whole, text_shadow_reach(&parts->layout));
    }
    parts->ink = area_meet(&ink, &seen);
    parts->tile = area_meet(&all, &whole);
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
    plane_paint(cr, &plane, colour, 0, 0);
    plane_clear(&plane);
}

static void parts_draw(cairo_t *cr, const struct text_parts *parts)
{
    const struct text_style *style = parts->style;
    text_background_draw(cr, &parts->layout);
    text_shadow_draw(cr, &parts->layout, &parts->ink);
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

bool text_tile_draw(struct text_tile *tile, PangoFontMap *fonts, const json_t *text, struct box picture,
                    struct text_work *work)
{
    struct text_style style;
    if (!text_style_read(text, picture, &style))
        return false;
    struct text_parts parts = {.style = &style};
    text_layout_init(&parts.layout, fonts, &style, work);
    parts_measure(&parts, picture);
    bool is_drawn = !area_is_empty(&parts.tile) && style.opacity > 0 && text_work_take(work, &parts.tile, TILE_WORK) &&
                    tile_fill(tile, &parts);
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
    struct text_work work;
    text_work_init(&work, picture);
    if (!text_tile_draw(&tile, fonts, text, picture, &work))
        return;
    cairo_set_source_surface(cr, tile.surface, tile.area.left, tile.area.top);
    cairo_paint(cr);
    text_tile_clear(&tile);
}

/* The first text of all, in the default font. */
PangoFontMap *text_fonts_new(const char *folder)
{
    PangoFontMap *fonts = fonts_new(folder);
    json_auto_t *text = json_pack("{s:{s:s}}", "configuration", "content", "A");
    const struct box picture = {SIDE_FIRST, SIDE_FIRST};
    struct text_tile tile;
    struct text_work work;
    text_work_init(&work, picture);
    if (text_tile_draw(&tile, fonts, text, picture, &work))
        text_tile_clear(&tile);
    return fonts;
}
