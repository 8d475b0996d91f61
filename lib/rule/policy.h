/* SPDX-License-Identifier: Apache-2.0
 *
 * The preset conditions (seed ¶0032, ¶0110): a policy is a tree of any, all, not over
 * conditions; evaluated over the facts of one collection, explained node by node.
 * A condition is one line in the table of condition.c and one pure function.
 */
#ifndef STENCIL_RULE_POLICY_H
#define STENCIL_RULE_POLICY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/refusal.h"

enum { POLICY_DEPTH_MAX = 16, POLICY_NODES_MAX = 200 };

/* What conditions look at, kept up to date in the transaction that changes it. */
struct facts {
    bool opted_in;      /* the creator selected the option (offer_template) */
    int64_t up_count;   /* evaluations up */
    int64_t down_count; /* evaluations down */
};

/* Whether the policy makes sense; every refused node or parameter is named by pointer. */
enum err policy_check(const json_t *policy, struct refusals *refusals);

/* Whether a collection with these facts is eligible under a checked policy. `explained`
 * gets a new reference to the same tree with what was found: each node
 * {"condition": "any"|"all"|"not"|name, "holds": bool, and for a tree node "nodes": […],
 * for a condition "measured": {…}, "wanted": {…}}. Every node is evaluated, also where
 * the outcome is known before: the explanation shows all of them. */
bool policy_evaluate(const json_t *policy, const struct facts *facts, json_t **explained);

#endif
