/* SPDX-License-Identifier: Apache-2.0
 *
 * The conditions that a policy is made of (seed ¶0032): each a line in the table of
 * condition.c, with its parameters described as fields, and one pure function.
 * Constant; any thread.
 */
#ifndef STENCIL_RULE_CONDITION_H
#define STENCIL_RULE_CONDITION_H

#include "rule/field.h"
#include "rule/policy.h"

struct condition {
    const char *name;
    struct field parameters; /* the object that stands beside the name in a policy */

    /* Whether the facts meet the checked parameters; adds what it looked at to `measured`,
     * each under the name of the parameter without its min or max. */
    bool (*holds)(const struct facts *facts, const json_t *wanted, json_t *measured);
};

/* The condition of that name, or NULL. Static. */
const struct condition *condition_find(const char *name);

/* "creator_opted_in, evaluations", all of them; free with g_free. */
char *condition_names(void);

#endif
