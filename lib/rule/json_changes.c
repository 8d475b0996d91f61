/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/json_changes.h"

#include <glib.h>

#include "rule/path.h"

static void add(json_t *changes, const struct path *at, const json_t *before, const json_t *after)
{
    g_autofree char *pointer = path_pointer(at);
    json_t *change = json_pack("{s:s}", "pointer", pointer);
    if (before)
        json_object_set(change, "before", (json_t *)before);
    if (after)
        json_object_set(change, "after", (json_t *)after);
    json_array_append_new(changes, change);
}

static void compare(json_t *changes, const struct path *at, const json_t *before, const json_t *after);

static void compare_objects(json_t *changes, const struct path *at, const json_t *before, const json_t *after)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)before, name, value) {
        struct path here = path_member(at, name);
        compare(changes, &here, value, json_object_get(after, name));
    }
    json_object_foreach ((json_t *)after, name, value) {
        struct path here = path_member(at, name);
        if (!json_object_get(before, name))
            add(changes, &here, NULL, value);
    }
}

static void compare_arrays(json_t *changes, const struct path *at, const json_t *before, const json_t *after)
{
    size_t count = MAX(json_array_size(before), json_array_size(after));
    for (size_t i = 0; i < count; i++) {
        struct path here = path_element(at, i);
        compare(changes, &here, json_array_get(before, i), json_array_get(after, i));
    }
}

/* As deep as JSON_DEPTH_MAX lets a value be. */
static void compare(json_t *changes, const struct path *at, const json_t *before, const json_t *after)
{
    if (before && after && json_equal(before, after))
        return;
    if (json_is_object(before) && json_is_object(after))
        compare_objects(changes, at, before, after);
    else if (json_is_array(before) && json_is_array(after))
        compare_arrays(changes, at, before, after);
    else
        add(changes, at, before, after);
}

json_t *json_changes(const json_t *before, const json_t *after)
{
    json_t *changes = json_array();
    struct path whole = {0};
    compare(changes, &whole, before, after);
    return changes;
}
