/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/reason.h"

#include "rule/field.h"

const char *const reason_codes[] = {"spam",      "nudity",  "violence", "hate",  "harassment", "self-harm",
                                    "copyright", "privacy", "illegal",  "other", NULL};

static const struct field reason_members[] = {
    {.name = "reason", .kind = FIELD_CHOICE, .choices = reason_codes},
    {.name = "note", .kind = FIELD_LINES, .max = REASON_NOTE_MAX, .fallback = "\"\""},
    {},
};

enum err reason_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = reason_members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}

enum err note_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = reason_members + 1};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
