/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "rule/collection.h"
#include "rule/material.h"
#include "rule/wanted.h"

enum { COLOR_MAX = sizeof "#rrggbbaa" - 1, LANGUAGE_MAX = 35 };

#define HEXADECIMAL "0123456789abcdefABCDEF"
#define LETTERS     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define LETTERS_ETC LETTERS "0123456789"

/* #rrggbb or #rrggbbaa. */
static enum err color_check(const struct path *at, const json_t *given)
{
    const char *text = json_string_value(given);
    size_t digits = *text == '#' ? strspn(text + 1, HEXADECIMAL) : 0;
    if ((digits == 6 || digits == 8) && text[1 + digits] == '\0')
        return OK;
    g_autofree char *came = came_value(given);
    return path_refuse(at, "wanted a color as #rrggbb or #rrggbbaa, came %s", came);
}

/* The shape of a language tag (BCP 47): subtags of 1 to 8 letters and digits, the first of
 * 2 to 8 letters. Which tags are registered is nobody's business here. */
static enum err language_check(const struct path *at, const json_t *given)
{
    const char *text = json_string_value(given);
    size_t size = strspn(text, LETTERS);
    bool is_tag = size >= 2 && size <= 8;
    while (is_tag && text[size] == '-') {
        text += size + 1;
        size = strspn(text, LETTERS_ETC);
        is_tag = size >= 1 && size <= 8;
    }
    if (is_tag && text[size] == '\0')
        return OK;
    g_autofree char *came = came_value(given);
    return path_refuse(at, "wanted a language tag such as en or zh-Hant, came %s", came);
}

static enum err content_check(const struct path *at, const json_t *given)
{
    int lines = 1;
    for (const char *c = json_string_value(given); *c; c++)
        lines += *c == '\n';
    return lines <= TEXT_LINES_MAX ? OK : path_refuse(at, "wanted at most %d lines, came %d", TEXT_LINES_MAX, lines);
}

static const char *const directions[] = {"ltr", "rtl", "ttb", NULL};

static const struct field position_members[] = {
    {.name = "x", .kind = FIELD_NUMBER, .min = -1, .max = 1},
    {.name = "y", .kind = FIELD_NUMBER, .min = -1, .max = 1},
    {.name = "angle", .kind = FIELD_NUMBER, .min = -360, .max = 360, .fallback = "0"},
    {.name = "direction", .kind = FIELD_CHOICE, .choices = directions, .fallback = "\"ltr\""},
    {},
};

static const struct field stroke_members[] = {
    {.name = "color", .kind = FIELD_TEXT, .max = COLOR_MAX, .also = color_check},
    {.name = "width", .kind = FIELD_NUMBER, .min = 0, .max = 0.1},
    {},
};

static const struct field background_members[] = {
    {.name = "color", .kind = FIELD_TEXT, .max = COLOR_MAX, .also = color_check},
    {.name = "padding", .kind = FIELD_NUMBER, .min = 0, .max = 0.2, .fallback = "0.01"},
    {.name = "radius", .kind = FIELD_NUMBER, .min = 0, .max = 0.5, .fallback = "0.01"},
    {},
};

static const struct field shadow_members[] = {
    {.name = "color", .kind = FIELD_TEXT, .max = COLOR_MAX, .also = color_check, .fallback = "\"#00000080\""},
    {.name = "x", .kind = FIELD_NUMBER, .min = -0.1, .max = 0.1, .fallback = "0"},
    {.name = "y", .kind = FIELD_NUMBER, .min = -0.1, .max = 0.1, .fallback = "0"},
    {.name = "blur", .kind = FIELD_NUMBER, .min = 0, .max = 0.1, .fallback = "0"},
    {},
};

static const char *const alignments[] = {"left", "center", "right", NULL};

static const struct field configuration_members[] = {
    {.name = "content", .kind = FIELD_LINES, .max = TEXT_CONTENT_MAX, .also = content_check},
    {.name = "language", .kind = FIELD_TEXT, .max = LANGUAGE_MAX, .also = language_check, .fallback = "\"und\""},
    {.name = "font", .kind = FIELD_TEXT, .min = 1, .max = 64, .fallback = "\"Inter\""},
    {.name = "font_size", .kind = FIELD_NUMBER, .min = 0.005, .max = 1, .fallback = "0.06"},
    {.name = "weight", .kind = FIELD_INTEGER, .min = 100, .max = 900, .fallback = "400"},
    {.name = "italic", .kind = FIELD_BOOLEAN, .fallback = "false"},
    {.name = "align", .kind = FIELD_CHOICE, .choices = alignments, .fallback = "\"center\""},
    {.name = "color", .kind = FIELD_TEXT, .max = COLOR_MAX, .also = color_check, .fallback = "\"#ffffff\""},
    {.name = "stroke", .kind = FIELD_OBJECT, .of = stroke_members, .fallback = "null"},
    {.name = "background", .kind = FIELD_OBJECT, .of = background_members, .fallback = "null"},
    {.name = "opacity", .kind = FIELD_NUMBER, .min = 0, .max = 1, .fallback = "1"},
    {.name = "shadow", .kind = FIELD_OBJECT, .of = shadow_members, .fallback = "null"},
    {.name = "line_height", .kind = FIELD_NUMBER, .min = 0.5, .max = 3, .fallback = "null"},
    {.name = "letter_spacing", .kind = FIELD_NUMBER, .min = -0.2, .max = 1, .fallback = "0"},
    {},
};

void material_text_complete(json_t *text)
{
    json_t *configuration = json_object_get(text, "configuration");
    if (!json_is_object(configuration))
        return;
    for (const struct field *member = configuration_members; member->name; member++)
        if (member->fallback && !json_object_get(configuration, member->name))
            json_object_set_new(configuration, member->name, json_loads(member->fallback, JSON_DECODE_ANY, NULL));
}

static const char *const aspects[] = {"content", "style", "position", NULL};
static const struct field aspect = {.kind = FIELD_CHOICE, .choices = aspects};

static const struct field text_members[] = {
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1},
    {.name = "position", .kind = FIELD_OBJECT, .of = position_members},
    {.name = "configuration", .kind = FIELD_OBJECT, .of = configuration_members},
    {.name = "editable",
     .kind = FIELD_ARRAY,
     .max = 3,
     .of = &aspect,
     .also = field_has_no_repeats,
     .fallback = "[\"content\", \"style\", \"position\"]"},
    {},
};

const struct field material_text = {.kind = FIELD_OBJECT, .of = text_members};
