/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/policy.h"

#include "rule/policy_tree.h"

static size_t count_nodes(const json_t *node)
{
    const json_t *inner;
    enum tree tree = tree_parse(node_open(node, &inner));
    size_t count = 1;
    if (tree == TREE_NOT)
        return count + count_nodes(inner);
    for (size_t i = 0; tree != TREE_LEAF && i < json_array_size(inner); i++)
        count += count_nodes(json_array_get(inner, i));
    return count;
}

static void compile_leaf(struct policy *policy, struct node *made, const char *name, const json_t *wanted)
{
    made->place = condition_find(name);
    const struct condition *condition = conditions[made->place];
    made->parameters = g_malloc0(condition->size);
    made->wanted = json_deep_copy(wanted);
    condition->compile(made->parameters, wanted);
    if (condition == &condition_text_shared)
        policy->sharings[policy->sharing_count++] = *(const struct sharing *)made->parameters;
}

/* As deep as policy_check lets a policy be. */
static void compile_node(struct policy *policy, const json_t *node)
{
    const json_t *inner;
    const char *name = node_open(node, &inner);
    struct node *made = &policy->nodes[policy->count++];
    made->tree = tree_parse(name);
    if (made->tree == TREE_LEAF)
        compile_leaf(policy, made, name, inner);
    else if (made->tree == TREE_NOT)
        compile_node(policy, inner);
    else
        for (size_t i = 0; i < json_array_size(inner); i++)
            compile_node(policy, json_array_get(inner, i));
    made->size = (size_t)(&policy->nodes[policy->count] - made);
}

struct policy *policy_compile(const json_t *checked)
{
    size_t count = count_nodes(checked);
    struct policy *policy = g_new0(struct policy, 1);
    policy->references = 1;
    policy->nodes = g_new0(struct node, count);
    policy->sharings = g_new0(struct sharing, count);
    compile_node(policy, checked);
    return policy;
}

struct policy *policy_ref(struct policy *policy)
{
    g_atomic_int_inc(&policy->references);
    return policy;
}

void policy_unref(struct policy *policy)
{
    if (!policy || !g_atomic_int_dec_and_test(&policy->references))
        return;
    for (size_t i = 0; i < policy->count; i++) {
        struct node *node = &policy->nodes[i];
        if (node->parameters && conditions[node->place]->clear)
            conditions[node->place]->clear(node->parameters);
        g_free(node->parameters);
        json_decref(node->wanted);
    }
    g_free(policy->nodes);
    g_free(policy->sharings);
    g_free(policy);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a && b ? MIN(a, b) : MAX(a, b);
}

/* Which conditions hold and fail somewhere, as bits by their places. */
struct leaves {
    unsigned holding, failing;
};

static void find(const struct node *node, const struct evidence *evidence, struct finding *finding,
                 struct leaves *leaves);

static void find_branches(const struct node *node, const struct evidence *evidence, struct finding *finding,
                          struct leaves *leaves)
{
    const struct node *end = node + node->size;
    double nearest = 0, sum = 0;
    size_t branches = 0, holding = 0;
    for (const struct node *branch = node + 1; branch < end; branch += branch->size) {
        struct finding found = {0};
        find(branch, evidence, &found, leaves);
        branches++;
        holding += found.holds;
        sum += found.nearness;
        nearest = MAX(nearest, found.nearness);
        finding->changes_us = sooner(finding->changes_us, found.changes_us);
    }
    finding->holds = node->tree == TREE_ANY ? holding > 0 : holding == branches;
    finding->nearness = node->tree == TREE_ANY ? nearest : sum / (double)branches;
}

static void find(const struct node *node, const struct evidence *evidence, struct finding *finding,
                 struct leaves *leaves)
{
    if (node->tree == TREE_LEAF) {
        conditions[node->place]->find(node->parameters, evidence, finding);
        *(finding->holds ? &leaves->holding : &leaves->failing) |= 1u << node->place;
    } else if (node->tree == TREE_NOT) {
        find(node + 1, evidence, finding, leaves);
        finding->holds = !finding->holds;
        finding->nearness = finding->holds;
    } else {
        find_branches(node, evidence, finding, leaves);
    }
}

void node_find(const struct node *node, const struct evidence *evidence, struct finding *finding)
{
    struct leaves unused = {0};
    find(node, evidence, finding, &unused);
}

void policy_evaluate(const struct policy *policy, const struct evidence *evidence, struct verdict *verdict)
{
    struct finding whole = {0};
    struct leaves leaves = {0};
    find(policy->nodes, evidence, &whole, &leaves);
    *verdict = (struct verdict){whole.holds, leaves.holding, leaves.failing, whole.nearness, whole.changes_us};
}

const struct sharing *policy_sharings(const struct policy *policy, size_t *count)
{
    *count = policy->sharing_count;
    return policy->sharings;
}
