/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/value.h"

#include <glib.h>
#include <string.h>

#include "base/id.h"
#include "rule/wanted.h"

static bool is_of_kind(const json_t *given, enum field_kind kind)
{
    switch (kind) {
    case FIELD_INTEGER:
        return json_is_integer(given);
    case FIELD_NUMBER:
        return json_is_number(given);
    case FIELD_BOOLEAN:
        return json_is_boolean(given);
    case FIELD_OBJECT:
        return json_is_object(given);
    case FIELD_ARRAY:
        return json_is_array(given);
    default:
        return json_is_string(given);
    }
}

enum err value_refuse_kind(const struct path *at, const struct field *field, const json_t *given)
{
    g_autofree char *wanted = wanted_kind(field);
    /* "wanted an integer, came a number" would leave the reader guessing. */
    if (field->kind == FIELD_INTEGER && json_is_real(given)) {
        g_autofree char *came = came_value(given);
        return path_refuse(at, "wanted %s, came %s", wanted, came);
    }
    return path_refuse(at, "wanted %s, came %s", wanted, came_kind(given));
}

static enum err refuse_value(const struct path *at, const struct field *field, const char *came)
{
    g_autofree char *wanted = wanted_value(field);
    return path_refuse(at, "wanted %s, came %s", wanted, came);
}

static enum err number_check(const struct path *at, const struct field *field, const json_t *given)
{
    double number = json_number_value(given);
    if (number >= field->min && number <= field->max)
        return OK;
    g_autofree char *came = came_value(given);
    return refuse_value(at, field, came);
}

static enum err count_check(const struct path *at, const struct field *field, size_t count)
{
    if ((double)count >= field->min && (double)count <= field->max)
        return OK;
    g_autofree char *came = g_strdup_printf("%zu", count);
    return refuse_value(at, field, came);
}

static enum err size_check(const struct path *at, const struct field *field, const json_t *given)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_SECRET:
        return count_check(at, field, (size_t)g_utf8_strlen(json_string_value(given), -1));
    case FIELD_ARRAY:
        return count_check(at, field, json_array_size(given));
    case FIELD_INTEGER:
    case FIELD_NUMBER:
        return number_check(at, field, given);
    default:
        return OK;
    }
}

/* U+2028 and U+2029 count as control characters: some renderers break a line there, some do
 * not, and lines break only at \n (DESIGN §5). */
static bool is_control(gunichar c)
{
    return g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029;
}

static enum err characters_check(const struct path *at, const struct field *field, const json_t *given)
{
    const char *text = json_string_value(given);
    if (strlen(text) != json_string_length(given))
        return path_refuse(at, "wanted no control characters, came U+0000");
    if (field->kind == FIELD_SECRET)
        return OK;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (is_control(c) && !(field->kind == FIELD_LINES && c == '\n'))
            return path_refuse(at, "wanted no control characters, came U+%04X", c);
    }
    return OK;
}

static enum err identifier_check(const struct path *at, const struct field *field, const json_t *given)
{
    if (strlen(json_string_value(given)) == json_string_length(given) && id_is_valid(json_string_value(given)))
        return OK;
    g_autofree char *came = came_value(given);
    return refuse_value(at, field, came);
}

static enum err choice_check(const struct path *at, const struct field *field, const json_t *given)
{
    for (const char *const *choice = field->choices; *choice; choice++)
        if (strlen(*choice) == json_string_length(given) && strcmp(*choice, json_string_value(given)) == 0)
            return OK;
    g_autofree char *came = came_value(given);
    return refuse_value(at, field, came);
}

static enum err scalar_check(const struct path *at, const struct field *field, const json_t *given)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_SECRET:
        return characters_check(at, field, given);
    case FIELD_IDENTIFIER:
        return identifier_check(at, field, given);
    case FIELD_CHOICE:
        return choice_check(at, field, given);
    default:
        return OK;
    }
}

enum err value_check(const struct path *at, const struct field *field, const json_t *given)
{
    if (!is_of_kind(given, field->kind))
        return value_refuse_kind(at, field, given);
    enum err e = size_check(at, field, given);
    return e ? e : scalar_check(at, field, given);
}
