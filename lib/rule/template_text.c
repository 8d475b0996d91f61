/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/template_text.h"

#include <stdbool.h>
#include <string.h>

#include "rule/material.h"

/* Members that `given` leaves out, at any depth, from `text`. A null that was given stays:
 * it says that there shall be no stroke. As deep as a text is. */
static void complete(json_t *given, const json_t *text)
{
    const char *name;
    json_t *value;
    if (!json_is_object(given) || !json_is_object(text))
        return;
    json_object_foreach ((json_t *)text, name, value) {
        json_t *part = json_object_get(given, name);
        if (part)
            complete(part, value);
        else
            json_object_set_new(given, name, json_deep_copy(value));
    }
}

static bool is_same(const json_t *a, const json_t *b);

static bool is_same_object(const json_t *a, const json_t *b)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)a, name, value) {
        if (!is_same(value, json_object_get(b, name)))
            return false;
    }
    return json_object_size(a) == json_object_size(b);
}

/* json_equal() takes 1 and 1.0 for different, JavaScript sends one for the other. */
static bool is_same(const json_t *a, const json_t *b)
{
    if (json_is_number(a) && json_is_number(b))
        return json_number_value(a) == json_number_value(b);
    if (json_is_object(a) && json_is_object(b))
        return is_same_object(a, b);
    return json_equal(a, b);
}

static bool lets(const json_t *editable, const char *aspect)
{
    size_t i;
    json_t *element;
    json_array_foreach (editable, i, element) {
        if (json_is_string(element) && strcmp(json_string_value(element), aspect) == 0)
            return true;
    }
    return false;
}

static const char *configuration_aspect(const char *name)
{
    return strcmp(name, "content") == 0 || strcmp(name, "language") == 0 ? "content" : "style";
}

static const char *position_aspect(const char *)
{
    return "position";
}

static enum err member_check(const struct path *object, const char *name, const json_t *text, const json_t *given,
                             const json_t *editable, const char *aspect)
{
    struct path at = path_member(object, name);
    if (lets(editable, aspect) || is_same(json_object_get(text, name), json_object_get(given, name)))
        return OK;
    return path_refuse(&at, "wanted what the template has: it does not let the %s of this text be changed", aspect);
}

static enum err members_check(const struct path *at, const char *name, const json_t *text, const json_t *given,
                              const char *(*aspect)(const char *member))
{
    struct path object = path_member(at, name);
    const json_t *editable = json_object_get(text, "editable");
    json_t *wanted = json_object_get(text, name);
    const json_t *part = json_object_get(given, name);
    if (!json_is_object(part))
        return OK;
    enum err result = OK;
    const char *member;
    json_t *value;
    json_object_foreach (wanted, member, value) {
        if (member_check(&object, member, wanted, part, editable, aspect(member)))
            result = E_INVALID;
    }
    return result;
}

static enum err editable_check(const struct path *at, const json_t *wanted, const json_t *given)
{
    struct path member = path_member(at, "editable");
    bool is_equal = json_array_size(given) == json_array_size(wanted);
    size_t i;
    json_t *aspect;
    if (!json_is_array(given))
        return OK;
    json_array_foreach (wanted, i, aspect) {
        is_equal = is_equal && lets(given, json_string_value(aspect));
    }
    return is_equal ? OK : path_refuse(&member, "wanted what the template has, or nothing");
}

enum err template_text_apply(const struct path *at, const json_t *stored, json_t *given)
{
    if (!json_is_object(given))
        return OK;
    /* What an old template does not say yet may not be changed for that. */
    json_auto_t *text = json_deep_copy(stored);
    material_text_complete(text);
    complete(given, text);
    const json_t *editable = json_object_get(text, "editable");
    enum err result = member_check(at, "image", text, given, editable, "position");
    if (members_check(at, "position", text, given, position_aspect))
        result = E_INVALID;
    if (members_check(at, "configuration", text, given, configuration_aspect))
        result = E_INVALID;
    if (editable_check(at, editable, json_object_get(given, "editable")))
        result = E_INVALID;
    return result;
}
