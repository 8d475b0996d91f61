/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/media_patch.h"

#include "rule/field.h"

static const struct field members[] = {
    {.name = "keep_location", .kind = FIELD_BOOLEAN},
    {},
};

static const struct field patch = {.kind = FIELD_OBJECT, .of = members};

enum err media_patch_read(const json_t *body, struct refusals *refusals, bool *keeps_location)
{
    struct path at = {.refusals = refusals};
    json_auto_t *read = NULL;
    enum err e = field_check(&at, &patch, body, &read);
    if (!e)
        *keeps_location = json_is_true(json_object_get(read, "keep_location"));
    return e;
}
