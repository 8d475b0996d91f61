/* SPDX-License-Identifier: Apache-2.0
 *
 * The preset conditions (seed ¶0032, ¶0110): a policy is a tree of any, all, not over
 * conditions, checked as JSON and compiled for evaluation over the facts of collections.
 * A compiled policy never changes; any number of threads share it.
 */
#ifndef STENCIL_RULE_POLICY_H
#define STENCIL_RULE_POLICY_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "rule/condition.h"
#include "rule/condition_text_shared.h"
#include "rule/path.h"

enum { POLICY_DEPTH_MAX = 16, POLICY_NODES_MAX = 200, POLICY_SENTENCE_MAX = 1000 /* bytes */ };

/* Whether the policy makes sense; every refused node or parameter is named by pointer. */
enum err policy_check(const struct path *at, const json_t *policy);

typedef struct policy policy;

/* Compiles a checked policy. A new reference. */
struct policy *policy_compile(const json_t *checked);
struct policy *policy_ref(struct policy *policy);
void policy_unref(struct policy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(policy, policy_unref)

/* What an evaluation finds; what is stored of it. Bits are 1 << the place of a condition. */
struct verdict {
    bool is_eligible;
    unsigned holding; /* conditions of which a node holds */
    unsigned failing; /* conditions of which a node fails */
    double nearness;  /* of all: the nearest branch, of any; the mean, of all; 1 just when eligible */
    int64_t due_us;   /* when time alone may change it; 0 for never */
};

void policy_evaluate(const struct policy *policy, const struct evidence *evidence, struct verdict *verdict);

/* The same tree with what was found: each node {"condition": "any"|"all"|"not"|name,
 * "holds": bool, and for a tree node "nodes": […], for a condition "measured": {…},
 * "wanted": {…}}. Every node, also where the outcome is known before. New reference. */
json_t *policy_explain(const struct policy *policy, const struct evidence *evidence);

/* What is missing, in one sentence; NULL where nothing is. Yours. */
char *policy_missing(const struct policy *policy, const struct evidence *evidence);

/* The text_shared nodes, `*count` of them. Borrowed. */
const struct sharing *policy_sharings(const struct policy *policy, size_t *count);

#endif
