/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_style.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* Fractions of the picture's width, twice as large as what lib/rule lets in. */
#define FRACTION_MAX 1.0
#define PLACE_MAX    4.0

/* What is missing, no number or not finite counts as `fallback`. */
static double number(const json_t *object, const char *name, double least, double most, double fallback)
{
    const json_t *member = json_object_get(object, name);
    double value = json_is_number(member) ? json_number_value(member) : fallback;
    return isfinite(value) ? CLAMP(value, least, most) : fallback;
}

static const char *string(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? value : "";
}

static int choice(const json_t *object, const char *name, const char *const choices[], int fallback)
{
    for (int i = 0; choices[i]; i++)
        if (strcmp(string(object, name), choices[i]) == 0)
            return i;
    return fallback;
}

/* Lines break only at \n: the other characters at which Unicode wants a new line
 * (UAX #14, classes BK, CR, NL) become spaces. */
static char *breaks_replace(const char *content)
{
    GString *kept = g_string_sized_new(strlen(content));
    for (const char *c = content; *c && kept->len < TEXT_STYLE_BYTES_MAX; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        bool breaks = u == '\v' || u == '\f' || u == '\r' || u == 0x85 || u == 0x2028 || u == 0x2029;
        g_string_append_unichar(kept, breaks ? ' ' : u);
    }
    return g_string_free(kept, FALSE);
}

static char **lines_split(const char *content)
{
    char **lines = g_strsplit(content, "\n", 0);
    for (guint i = TEXT_STYLE_LINES_MAX, count = g_strv_length(lines); i < count; i++)
        g_clear_pointer(&lines[i], g_free);
    return lines;
}

static struct colour colour_member(const json_t *object, const char *name)
{
    return colour_read(string(object, name));
}

static struct text_shadow shadow_read(const json_t *shadow, double width)
{
    if (!json_is_object(shadow))
        return (struct text_shadow){0};
    return (struct text_shadow){
        .colour = colour_member(shadow, "color"),
        .x = number(shadow, "x", -FRACTION_MAX, FRACTION_MAX, 0) * width,
        .y = number(shadow, "y", -FRACTION_MAX, FRACTION_MAX, 0) * width,
        /* CSS: a blur of two standard deviations. */
        .sigma = number(shadow, "blur", 0, 0.1, 0) * width / 2,
    };
}

static void position_read(const json_t *position, struct box picture, struct text_style *style)
{
    static const char *const directions[] = {"ltr", "rtl", "ttb", NULL};
    style->x = (0.5 + number(position, "x", -PLACE_MAX, PLACE_MAX, 0)) * picture.width;
    style->y = (0.5 + number(position, "y", -PLACE_MAX, PLACE_MAX, 0)) * picture.height;
    style->angle_deg = number(position, "angle", -360, 360, 0);
    style->direction = (enum text_direction)choice(position, "direction", directions, TEXT_LTR);
}

static void font_read(const json_t *configuration, double width, struct text_style *style)
{
    style->font = g_strdup(string(configuration, "font"));
    style->language = g_strdup(string(configuration, "language"));
    style->font_px = CLAMP(number(configuration, "font_size", 0, FRACTION_MAX, 0) * width, 0.1, TEXT_FONT_PX_MAX);
    style->weight = (int)number(configuration, "weight", 1, 1000, 400);
    style->is_italic = json_is_true(json_object_get(configuration, "italic"));
    style->letter_spacing = number(configuration, "letter_spacing", -1, 2, 0) * style->font_px;
    style->line_height = number(configuration, "line_height", 0, 10, 0) * style->font_px;
}

static void paint_read(const json_t *configuration, double width, struct text_style *style)
{
    const json_t *stroke = json_object_get(configuration, "stroke");
    const json_t *background = json_object_get(configuration, "background");
    style->colour = colour_member(configuration, "color");
    style->stroke_colour = colour_member(stroke, "color");
    style->stroke_width = number(stroke, "width", 0, FRACTION_MAX, 0) * width;
    if (json_is_object(background))
        style->background_colour = colour_member(background, "color");
    style->padding = number(background, "padding", 0, FRACTION_MAX, 0) * width;
    style->radius = number(background, "radius", 0, 10, 0) * width;
    style->shadow = shadow_read(json_object_get(configuration, "shadow"), width);
    style->opacity = number(configuration, "opacity", 0, 1, 1);
}

bool text_style_read(const json_t *text, struct box picture, struct text_style *style)
{
    static const char *const alignments[] = {"left", "center", "right", NULL};
    const json_t *configuration = json_object_get(text, "configuration");
    const char *content = string(configuration, "content");
    if (!*content)
        return false;
    *style = (struct text_style){.align = (enum text_align)choice(configuration, "align", alignments, TEXT_CENTER)};
    style->content = breaks_replace(content);
    style->lines = lines_split(style->content);
    position_read(json_object_get(text, "position"), picture, style);
    font_read(configuration, picture.width, style);
    paint_read(configuration, picture.width, style);
    return true;
}

void text_style_clear(struct text_style *style)
{
    g_strfreev(style->lines);
    g_free(style->content);
    g_free(style->font);
    g_free(style->language);
}
