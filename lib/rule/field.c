/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/field.h"

#include <glib.h>
#include <string.h>

#include "rule/value.h"

static enum err member_check(const struct path *object, const struct field *member, const json_t *given, json_t *made)
{
    struct path at = path_member(object, member->name);
    json_auto_t *fallback = NULL;
    if (!given && member->is_optional)
        return OK;
    if (!given && !member->fallback)
        return value_refuse_kind(&at, member, given);
    if (!given)
        fallback = json_loads(member->fallback, JSON_DECODE_ANY, NULL);
    json_t *value = NULL;
    enum err e = field_check(&at, member, given ? given : fallback, &value);
    if (e)
        return e;
    json_object_set_new(made, member->name, value);
    return OK;
}

static bool is_member(const struct field *members, const char *name)
{
    for (; members->name; members++)
        if (strcmp(members->name, name) == 0)
            return true;
    return false;
}

static enum err unknown_members_check(const struct path *object, const struct field *field, const json_t *given)
{
    enum err result = OK;
    const char *name;
    json_t *value;
    /* jansson iterates over nothing const. */
    json_object_foreach ((json_t *)given, name, value) {
        struct path at = path_member(object, name);
        if (!is_member(field->of, name))
            result = path_refuse(&at, "no such member");
    }
    return result;
}

static enum err object_check(const struct path *at, const struct field *field, const json_t *given, json_t **value)
{
    json_auto_t *made = json_object();
    enum err result = OK;
    for (const struct field *member = field->of; member->name; member++)
        if (member_check(at, member, json_object_get(given, member->name), made))
            result = E_INVALID;
    if (unknown_members_check(at, field, given))
        result = E_INVALID;
    if (result == OK)
        *value = g_steal_pointer(&made);
    return result;
}

static enum err array_check(const struct path *array, const struct field *field, const json_t *given, json_t **value)
{
    json_auto_t *made = json_array();
    enum err result = OK;
    for (size_t i = 0; i < json_array_size(given); i++) {
        struct path at = path_element(array, i);
        json_t *element = NULL;
        if (field_check(&at, field->of, json_array_get(given, i), &element))
            result = E_INVALID;
        else
            json_array_append_new(made, element);
    }
    if (result == OK)
        *value = g_steal_pointer(&made);
    return result;
}

static enum err parts_check(const struct path *at, const struct field *field, const json_t *given, json_t **value)
{
    if (field->kind == FIELD_OBJECT)
        return object_check(at, field, given, value);
    if (field->kind == FIELD_ARRAY)
        return array_check(at, field, given, value);
    *value = json_deep_copy(given);
    return OK;
}

enum err field_check(const struct path *at, const struct field *field, const json_t *given, json_t **value)
{
    if (json_is_null(given) && g_strcmp0(field->fallback, "null") == 0) {
        *value = json_null();
        return OK;
    }
    enum err e = value_check(at, field, given);
    if (e)
        return e;
    json_auto_t *checked = NULL;
    e = parts_check(at, field, given, &checked);
    if (field->also && field->also(at, given))
        e = E_INVALID;
    if (e == OK)
        *value = g_steal_pointer(&checked);
    return e;
}
