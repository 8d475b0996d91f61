/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/reason.h"

#include "rule/field.h"
#include "rule/takedown.h"

static const struct field reason_members[] = {
    {.name = "reason", .kind = FIELD_CHOICE, .choices = moderation_reasons},
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

enum err reason_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = reason_members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
