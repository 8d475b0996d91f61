/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/collection.h"

/* RFC 7396 §2, on a target of its own. No deeper than JSON_DEPTH_MAX, which json_parse sees to. */
static json_t *merge_take(json_t *target, const json_t *patch)
{
    if (!json_is_object(patch)) {
        json_decref(target);
        return json_deep_copy(patch);
    }
    if (!json_is_object(target)) {
        json_decref(target);
        target = json_object();
    }
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)patch, name, value) {
        if (json_is_null(value))
            json_object_del(target, name);
        else
            json_object_set_new(target, name, merge_take(json_incref(json_object_get(target, name)), value));
    }
    return target;
}

json_t *merge_patch(const json_t *target, const json_t *patch)
{
    return merge_take(json_deep_copy(target), patch);
}
