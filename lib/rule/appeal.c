/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/appeal.h"

#include "rule/field.h"
#include "rule/takedown.h"

enum err appeal_check(const json_t *body, struct refusals *refusals, const char **text)
{
    static const struct field members[] = {
        {.name = "text", .kind = FIELD_LINES, .min = 1, .max = APPEAL_TEXT_MAX, .also = field_is_not_blank}, {}};
    static const struct field object = {.kind = FIELD_OBJECT, .of = members};
    struct path at = {.refusals = refusals};
    json_auto_t *completed = NULL;
    enum err e = field_check(&at, &object, body, &completed);
    if (!e)
        *text = json_string_value(json_object_get(body, "text"));
    return e;
}

enum err appeal_decide_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const char *const outcomes[] = {"accepted", "rejected", NULL};
    static const struct field members[] = {
        {.name = "outcome", .kind = FIELD_CHOICE, .choices = outcomes},
        {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
        {},
    };
    static const struct field object = {.kind = FIELD_OBJECT, .of = members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}

bool appeal_may_decide(enum role role, bool is_concerned, bool is_another_there)
{
    return role >= ROLE_ADMIN || (role >= ROLE_MODERATOR && (!is_concerned || !is_another_there));
}
