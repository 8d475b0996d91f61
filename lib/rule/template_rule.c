/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/template_rule.h"

#include <stddef.h>
#include <string.h>

#include "rule/field.h"
#include "rule/takedown.h"

static const char *const orders[] = {"force", "forbid", NULL};

bool template_rule_allows(enum template_rule rule, bool is_eligible)
{
    return rule == TEMPLATE_FORCED || (rule != TEMPLATE_FORBIDDEN && is_eligible);
}

const char *template_rule_name(enum template_rule rule)
{
    return rule == TEMPLATE_BY_POLICY ? NULL : orders[rule - TEMPLATE_FORCED];
}

enum template_rule template_rule_parse(const char *name)
{
    for (int i = 0; name && orders[i]; i++)
        if (strcmp(orders[i], name) == 0)
            return (enum template_rule)(TEMPLATE_FORCED + i);
    return TEMPLATE_BY_POLICY;
}

static const struct field order_members[] = {
    {.name = "rule", .kind = FIELD_CHOICE, .choices = orders},
    {.name = "reason", .kind = FIELD_CHOICE, .choices = moderation_reasons},
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

enum err template_rule_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = order_members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
