/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/wanted.h"

#include <glib.h>

#include "base/json.h"

static const char *const nouns[] = {
    [FIELD_TEXT] = "a string",   [FIELD_LINES] = "a string",           [FIELD_SECRET] = "a string",
    [FIELD_CHOICE] = "a string", [FIELD_IDENTIFIER] = "an identifier", [FIELD_INTEGER] = "an integer",
    [FIELD_NUMBER] = "a number", [FIELD_BOOLEAN] = "true or false",    [FIELD_OBJECT] = "an object",
    [FIELD_ARRAY] = "an array",
};

char *wanted_kind(const struct field *field)
{
    bool takes_null = g_strcmp0(field->fallback, "null") == 0;
    return g_strconcat(nouns[field->kind], takes_null ? " or null" : NULL, NULL);
}

static char *wanted_count(const struct field *field, const char *unit)
{
    if (field->min > 0)
        return g_strdup_printf("%s of %.0f to %.0f %s", nouns[field->kind], field->min, field->max, unit);
    return g_strdup_printf("%s of at most %.0f %s", nouns[field->kind], field->max, unit);
}

static char *wanted_range(const struct field *field)
{
    char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(min, sizeof min, "%.10g", field->min);
    g_ascii_formatd(max, sizeof max, "%.10g", field->max);
    return g_strdup_printf("%s from %s to %s", nouns[field->kind], min, max);
}

static char *wanted_choice(const struct field *field)
{
    GString *wanted = g_string_new("one of ");
    for (const char *const *choice = field->choices; *choice; choice++)
        g_string_append_printf(wanted, "%s%s", choice == field->choices ? "" : ", ", *choice);
    return g_string_free(wanted, FALSE);
}

char *wanted_value(const struct field *field)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_SECRET:
        return wanted_count(field, "characters");
    case FIELD_ARRAY:
        return wanted_count(field, "elements");
    case FIELD_INTEGER:
    case FIELD_NUMBER:
        return wanted_range(field);
    case FIELD_CHOICE:
        return wanted_choice(field);
    default:
        return g_strdup(nouns[field->kind]);
    }
}

const char *came_kind(const json_t *given)
{
    static const char *const kinds[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "true",      [JSON_FALSE] = "false",     [JSON_NULL] = "null",
    };
    return given ? kinds[json_typeof(given)] : "nothing";
}

static bool is_short(const json_t *given)
{
    return json_is_number(given) || (json_is_string(given) && g_utf8_strlen(json_string_value(given), -1) <= CAME_MAX);
}

char *came_value(const json_t *given)
{
    if (!is_short(given))
        return g_strdup(came_kind(given));
    return g_string_free(json_text(given), FALSE);
}
