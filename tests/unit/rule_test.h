/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of lib/rule share: JSON written with ' for ", bodies changed at one
 * pointer, and refusals looked up. Every failure names the case.
 */
#ifndef STENCIL_TESTS_UNIT_RULE_TEST_H
#define STENCIL_TESTS_UNIT_RULE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/refusal.h"

#define ID_1 "AZtKz1pWcAGAAAAAAAAAAQ"
#define ID_2 "AZtKz1pWcAGAAAAAAAAAAg"

/* JSON with ' for ". New reference. */
[[maybe_unused]] static json_t *quoted(const char *text)
{
    g_autofree char *json = g_strdelimit(g_strdup(text), "'", '"');
    json_error_t error;
    json_t *value = json_loads(json, JSON_DECODE_ANY, &error);
    if (!value)
        fail_msg("%s: %s", text, error.text);
    return value;
}

[[maybe_unused]] static json_t *string_of(const char *character, size_t count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, character);
    return json_string(text->str);
}

[[maybe_unused]] static json_t *array_of(const char *element, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, quoted(element));
    return array;
}

static json_t *step_into(json_t *value, const char *step)
{
    return json_is_array(value) ? json_array_get(value, strtoul(step, NULL, 10)) : json_object_get(value, step);
}

/* What stands at a JSON Pointer without escapes, or NULL. Borrowed. */
[[maybe_unused]] static json_t *value_at(json_t *value, const char *pointer)
{
    g_auto(GStrv) steps = g_strsplit(pointer, "/", -1);
    for (size_t i = 1; value && steps[0] && steps[i]; i++)
        value = step_into(value, steps[i]);
    return value;
}

/* Puts `value` at the pointer, NULL: takes what is there away. */
[[maybe_unused]] static void set_at_take(json_t *body, const char *pointer, json_t *value)
{
    g_autofree char *outer = g_strndup(pointer, (gsize)(strrchr(pointer, '/') - pointer));
    const char *last = strrchr(pointer, '/') + 1;
    json_t *object = value_at(body, outer);
    assert_non_null(object);
    if (!value)
        json_object_del(object, last);
    else if (json_is_array(object) && strtoul(last, NULL, 10) == json_array_size(object))
        json_array_append_new(object, value);
    else if (json_is_array(object))
        json_array_set_new(object, strtoul(last, NULL, 10), value);
    else
        json_object_set_new(object, last, value);
}

/* The detail of the refusal at the pointer, or NULL. Borrowed. */
[[maybe_unused]] static const char *detail_at(const struct refusals *refusals, const char *pointer)
{
    size_t i;
    json_t *refusal;
    json_array_foreach (refusals->list, i, refusal) {
        if (strcmp(json_string_value(json_object_get(refusal, "pointer")), pointer) == 0)
            return json_string_value(json_object_get(refusal, "detail"));
    }
    return NULL;
}

/* That there is one refusal, this one. Clears them. */
[[maybe_unused]] static void assert_refused_only(struct refusals *refusals, const char *pointer, const char *detail)
{
    const char *found = detail_at(refusals, pointer);
    if (json_array_size(refusals->list) != 1 || !found || (detail && strcmp(found, detail) != 0)) {
        g_autofree char *all = json_dumps(refusals->list, 0);
        fail_msg("wanted only %s \"%s\", came %s", pointer, detail ? detail : "(any)", all);
    }
    refusals_clear(refusals);
}

[[maybe_unused]] static void assert_same_json(const json_t *found, const char *wanted)
{
    json_auto_t *value = quoted(wanted);
    char *text = json_dumps(found, JSON_ENCODE_ANY);
    if (!json_equal(found, value))
        fail_msg("wanted %s, came %s", wanted, text);
    free(text);
}

#endif
