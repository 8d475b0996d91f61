/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "render/fonts.h"
#include "render/glyphs.h"

typedef PangoContext text_context;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(text_context, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_font_options_t, cairo_font_options_destroy)

/* Room around a text for what glyphs and antialiasing put beyond their extents. */
enum { MARGIN_PX = 2 };

struct rectangle {
    double left, top, width, height; /* pixels */
};

static double number(const json_t *object, const char *name)
{
    return json_number_value(json_object_get(object, name));
}

static const char *string(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? value : "";
}

static PangoContext *context_new(PangoFontMap *fonts)
{
    g_autoptr(cairo_font_options_t) options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    PangoContext *context = pango_font_map_create_context(fonts);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

/* The first text of all, in the default font. */
PangoFontMap *text_fonts_new(const char *folder)
{
    PangoFontMap *fonts = fonts_new(folder);
    g_autoptr(text_context) context = context_new(fonts);
    g_autoptr(PangoFontDescription) font = pango_font_description_new();
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    fonts_choose(fonts, &(struct fonts_wanted){.family = "", .language = "", .content = "A", .weight = 400}, font);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, "A", 1);
    pango_layout_get_extents(layout, NULL, NULL);
    return fonts;
}

/* Lines break only at \n: the other characters at which Unicode wants a new line
 * (UAX #14, classes BK, CR, NL) become spaces. */
static char *lines_keep(const char *content)
{
    GString *kept = g_string_sized_new(strlen(content));
    for (const char *c = content; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        bool breaks = u == '\v' || u == '\f' || u == '\r' || u == 0x85 || u == 0x2028 || u == 0x2029;
        g_string_append_unichar(kept, breaks ? ' ' : u);
    }
    return g_string_free(kept, FALSE);
}

static PangoFontDescription *font_read(PangoFontMap *fonts, const json_t *configuration, int picture_width)
{
    PangoFontDescription *font = pango_font_description_new();
    double px = CLAMP(number(configuration, "font_size") * picture_width, 0.1, TEXT_FONT_PX_MAX);
    pango_font_description_set_absolute_size(font, px * PANGO_SCALE);
    const struct fonts_wanted wanted = {.family = string(configuration, "font"),
                                        .language = string(configuration, "language"),
                                        .content = string(configuration, "content"),
                                        .weight = number(configuration, "weight"),
                                        .is_italic = json_is_true(json_object_get(configuration, "italic"))};
    fonts_choose(fonts, &wanted, font);
    return font;
}

static PangoAlignment align_read(const json_t *configuration)
{
    const char *align = string(configuration, "align");
    if (strcmp(align, "left") == 0)
        return PANGO_ALIGN_LEFT;
    return strcmp(align, "right") == 0 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER;
}

static PangoLayout *layout_new(cairo_t *cr, PangoFontMap *fonts, const json_t *configuration, const char *direction,
                               int picture_width)
{
    g_autoptr(text_context) context = context_new(fonts);
    g_autoptr(PangoFontDescription) font = font_read(fonts, configuration, picture_width);
    g_autofree char *content = lines_keep(string(configuration, "content"));
    const char *language = string(configuration, "language");
    if (*language)
        pango_context_set_language(context, pango_language_from_string(language));
    pango_context_set_base_dir(context, strcmp(direction, "rtl") == 0 ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    if (strcmp(direction, "ttb") == 0)
        pango_context_set_base_gravity(context, PANGO_GRAVITY_EAST);
    pango_cairo_update_context(cr, context);
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_alignment(layout, align_read(configuration));
    pango_layout_set_text(layout, content, -1);
    return layout;
}

static struct rectangle rectangle_from(const PangoRectangle *r)
{
    return (struct rectangle){pango_units_to_double(r->x), pango_units_to_double(r->y), pango_units_to_double(r->width),
                              pango_units_to_double(r->height)};
}

static struct rectangle grown(struct rectangle r, double by)
{
    return (struct rectangle){r.left - by, r.top - by, r.width + 2 * by, r.height + 2 * by};
}

static void rounded_path(cairo_t *cr, struct rectangle r, double radius)
{
    radius = fmax(0, fmin(radius, fmin(r.width, r.height) / 2));
    double right = r.left + r.width - radius, bottom = r.top + r.height - radius;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right, r.top + radius, radius, -M_PI_2, 0);
    cairo_arc(cr, right, bottom, radius, 0, M_PI_2);
    cairo_arc(cr, r.left + radius, bottom, radius, M_PI_2, M_PI);
    cairo_arc(cr, r.left + radius, r.top + radius, radius, M_PI, M_PI + M_PI_2);
    cairo_close_path(cr);
}

static void background_draw(cairo_t *cr, const json_t *background, struct rectangle logical, int picture_width)
{
    if (!json_is_object(background))
        return;
    rounded_path(cr, grown(logical, number(background, "padding") * picture_width),
                 number(background, "radius") * picture_width);
    struct colour colour = colour_read(string(background, "color"));
    cairo_set_source_rgba(cr, colour.red, colour.green, colour.blue, colour.opacity);
    cairo_fill(cr);
}

/* The stroke lies under the fill, as with paint-order: stroke fill. */
static void glyphs_draw(cairo_t *cr, PangoLayout *layout, const json_t *configuration, int picture_width)
{
    const json_t *stroke = json_object_get(configuration, "stroke");
    double width = number(stroke, "width") * picture_width;
    if (width > 0)
        glyphs_stroke(cr, layout, colour_read(string(stroke, "color")), width);
    glyphs_fill(cr, layout, colour_read(string(configuration, "color")));
}

/* Everything that is drawn of the text lies in here. */
static struct rectangle reach(const PangoRectangle *ink, struct rectangle logical, const json_t *configuration,
                              int picture_width)
{
    double stroke = number(json_object_get(configuration, "stroke"), "width") / 2;
    double padding = number(json_object_get(configuration, "background"), "padding");
    double by = fmax(stroke, padding) * picture_width + MARGIN_PX;
    struct rectangle i = rectangle_from(ink);
    double left = fmin(i.left, logical.left), top = fmin(i.top, logical.top);
    double right = fmax(i.left + i.width, logical.left + logical.width);
    double bottom = fmax(i.top + i.height, logical.top + logical.height);
    return grown((struct rectangle){left, top, right - left, bottom - top}, by);
}

static void layout_draw(cairo_t *cr, PangoLayout *layout, const json_t *configuration, int picture_width)
{
    PangoRectangle ink, logical_units;
    pango_layout_get_extents(layout, &ink, &logical_units);
    struct rectangle logical = rectangle_from(&logical_units);
    const json_t *opacity = json_object_get(configuration, "opacity");
    cairo_translate(cr, -logical.left - logical.width / 2, -logical.top - logical.height / 2);
    struct rectangle clip = reach(&ink, logical, configuration, picture_width);
    cairo_rectangle(cr, clip.left, clip.top, clip.width, clip.height);
    cairo_clip(cr);
    cairo_push_group(cr);
    background_draw(cr, json_object_get(configuration, "background"), logical, picture_width);
    glyphs_draw(cr, layout, configuration, picture_width);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, opacity ? json_number_value(opacity) : 1);
}

void text_draw(cairo_t *cr, PangoFontMap *fonts, const json_t *text, struct box picture)
{
    const json_t *position = json_object_get(text, "position");
    const json_t *configuration = json_object_get(text, "configuration");
    const char *direction = string(position, "direction");
    if (!*string(configuration, "content"))
        return;
    double quarter = strcmp(direction, "ttb") == 0 ? 90 : 0;
    cairo_save(cr);
    cairo_translate(cr, (0.5 + number(position, "x")) * picture.width, (0.5 + number(position, "y")) * picture.height);
    cairo_rotate(cr, (number(position, "angle") + quarter) * M_PI / 180);
    g_autoptr(PangoLayout) layout = layout_new(cr, fonts, configuration, direction, picture.width);
    layout_draw(cr, layout, configuration, picture.width);
    cairo_restore(cr);
}
