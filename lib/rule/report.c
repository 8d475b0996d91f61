/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/report.h"

#include "rule/account.h"
#include "rule/collection.h"
#include "rule/field.h"
#include "rule/takedown.h"

static const char *const kind_names[] = {
    [REPORT_COLLECTION] = "collection",
    [REPORT_TEMPLATE] = "template",
    [REPORT_ACCOUNT] = "account",
};

const char *report_kind_name(enum report_kind kind)
{
    return kind_names[kind];
}

static const struct field report_members[] = {
    {.name = "collection", .kind = FIELD_IDENTIFIER, .is_optional = true},
    {.name = "template", .kind = FIELD_IDENTIFIER, .is_optional = true},
    {.name = "account", .kind = FIELD_TEXT, .min = 1, .max = HANDLE_MAX, .is_optional = true},
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1, .is_optional = true},
    {.name = "reason", .kind = FIELD_CHOICE, .choices = moderation_reasons},
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

static enum err subject_check(const struct path *at, const json_t *given)
{
    size_t subjects = 0;
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
        subjects += json_object_get(given, kind_names[i]) != NULL;
    if (subjects != 1)
        return path_refuse(at, "wanted one of \"collection\", \"template\" and \"account\"");
    struct path image = path_member(at, "image");
    if (json_object_get(given, "image") && !json_object_get(given, "collection"))
        return path_refuse(&image, "wanted only beside \"collection\"");
    return OK;
}

enum err report_check(const json_t *body, struct refusals *refusals, json_t **completed, enum report_kind *kind)
{
    static const struct field report = {.kind = FIELD_OBJECT, .of = report_members, .also = subject_check};
    struct path at = {.refusals = refusals};
    json_t *checked = NULL;
    enum err e = field_check(&at, &report, body, &checked);
    if (e)
        return e;
    *completed = checked;
    *kind = REPORT_COLLECTION;
    while (*kind < REPORT_ACCOUNT && !json_object_get(checked, kind_names[*kind]))
        ++*kind;
    return OK;
}

enum err report_assign_check(const json_t *body, struct refusals *refusals, const char **to)
{
    static const struct field members[] = {
        {.name = "to", .kind = FIELD_TEXT, .min = 1, .max = HANDLE_MAX, .fallback = "null"}, {}};
    static const struct field object = {.kind = FIELD_OBJECT, .of = members};
    struct path at = {.refusals = refusals}, member = path_member(&at, "to");
    json_auto_t *completed = NULL;
    enum err e = field_check(&at, &object, body, &completed);
    if (e)
        return e;
    if (!json_object_get(body, "to"))
        return path_refuse(&member, "wanted the handle of a moderator, or null");
    *to = json_string_value(json_object_get(body, "to"));
    return OK;
}

enum err report_close_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const char *const outcomes[] = {"upheld", "dismissed", NULL};
    static const struct field members[] = {
        {.name = "outcome", .kind = FIELD_CHOICE, .choices = outcomes},
        {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
        {},
    };
    static const struct field object = {.kind = FIELD_OBJECT, .of = members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
