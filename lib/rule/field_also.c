/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>

#include "rule/field.h"
#include "rule/wanted.h"

static bool is_repeated(const json_t *array, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (json_equal(json_array_get(array, i), json_array_get(array, index)))
            return true;
    return false;
}

enum err field_has_no_repeats(const struct path *at, const json_t *given)
{
    enum err result = OK;
    for (size_t i = 1; i < json_array_size(given); i++) {
        if (!is_repeated(given, i))
            continue;
        struct path element = path_element(at, i);
        g_autofree char *came = came_value(json_array_get(given, i));
        result = path_refuse(&element, "wanted no repeats, came %s again", came);
    }
    return result;
}

enum err field_has_a_member(const struct path *at, const json_t *given)
{
    return json_object_size(given) > 0 ? OK : path_refuse(at, "wanted at least one member, came none");
}

enum err field_is_not_blank(const struct path *at, const json_t *given)
{
    for (const char *c = json_string_value(given); *c; c = g_utf8_next_char(c))
        if (!g_unichar_isspace(g_utf8_get_char(c)))
            return OK;
    return path_refuse(at, "wanted more than white space");
}
