/* SPDX-License-Identifier: Apache-2.0
 *
 * A moderator's order over the preset conditions. Pure; any thread.
 */
#ifndef STENCIL_RULE_TEMPLATE_RULE_H
#define STENCIL_RULE_TEMPLATE_RULE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/refusal.h"

enum template_rule { TEMPLATE_BY_POLICY, TEMPLATE_FORCED, TEMPLATE_FORBIDDEN };

/* Whether a collection yields a template, given what the policy says of it. */
bool template_rule_allows(enum template_rule rule, bool is_eligible);

/* "force", "forbid", NULL for TEMPLATE_BY_POLICY, and back. */
const char *template_rule_name(enum template_rule rule);
enum template_rule template_rule_parse(const char *name);

/* The body of PUT …/template, completed: {"rule", "reason", "note"}. */
enum err template_rule_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
