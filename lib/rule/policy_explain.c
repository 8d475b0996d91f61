/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/policy_tree.h"

static const char *const tree_names[] = {[TREE_ANY] = "any", [TREE_ALL] = "all", [TREE_NOT] = "not"};

static json_t *explain_leaf(const struct node *node, const struct evidence *evidence, bool holds)
{
    const struct condition *condition = conditions[node->place];
    json_t *measured = json_object();
    condition->measure(node->parameters, evidence, measured);
    return json_pack("{s:s, s:b, s:o, s:O}", "condition", condition->name, "holds", holds, "measured", measured,
                     "wanted", node->wanted);
}

/* As deep as policy_check lets a policy be. */
static json_t *explain_node(const struct node *node, const struct evidence *evidence)
{
    struct finding found = {0};
    node_find(node, evidence, &found);
    if (node->tree == TREE_LEAF)
        return explain_leaf(node, evidence, found.holds);
    json_t *nodes = json_array();
    for (const struct node *branch = node + 1; branch < node + node->size; branch += branch->size)
        json_array_append_new(nodes, explain_node(branch, evidence));
    return json_pack("{s:s, s:b, s:o}", "condition", tree_names[node->tree], "holds", found.holds, "nodes", nodes);
}

json_t *policy_explain(const struct policy *policy, const struct evidence *evidence)
{
    return explain_node(policy->nodes, evidence);
}

static char *missing_of(const struct node *node, const struct evidence *evidence, int depth);

/* Words of the parts with one between each two, in brackets where they stand inside others. */
static char *join_parts(GPtrArray *parts, const char *between, int depth)
{
    g_ptr_array_add(parts, NULL);
    g_autofree char *joined = g_strjoinv(between, (char **)parts->pdata);
    return depth > 0 && parts->len > 2 ? g_strdup_printf("(%s)", joined) : g_steal_pointer(&joined);
}

static char *missing_of_branches(const struct node *node, const struct evidence *evidence, int depth)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (const struct node *branch = node + 1; branch < node + node->size; branch += branch->size) {
        struct finding found = {0};
        node_find(branch, evidence, &found);
        if (!found.holds)
            g_ptr_array_add(parts, missing_of(branch, evidence, depth + 1));
    }
    return join_parts(parts, node->tree == TREE_ANY ? ", or " : " and ", depth);
}

/* What holds where it should not, by the names of the conditions. */
static char *missing_of_not(const struct node *node)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const struct node *inner = node + 1; inner < node + node->size; inner++)
        if (inner->tree == TREE_LEAF && !g_ptr_array_find(names, conditions[inner->place]->name, NULL))
            g_ptr_array_add(names, (char *)conditions[inner->place]->name);
    g_ptr_array_add(names, NULL);
    g_autofree char *joined = g_strjoinv(", ", (char **)names->pdata);
    return g_strdup_printf("%s not to hold", joined);
}

static char *missing_of(const struct node *node, const struct evidence *evidence, int depth)
{
    if (node->tree == TREE_NOT)
        return missing_of_not(node);
    if (node->tree != TREE_LEAF)
        return missing_of_branches(node, evidence, depth);
    g_autoptr(GPtrArray) lacks = g_ptr_array_new_with_free_func(g_free);
    conditions[node->place]->lack(node->parameters, evidence, lacks);
    return join_parts(lacks, " and ", depth);
}

/* Cut at a character. */
static void cut(GString *sentence)
{
    static const char end[] = " …";
    if (sentence->len <= POLICY_SENTENCE_MAX)
        return;
    const char *last = g_utf8_find_prev_char(sentence->str, sentence->str + POLICY_SENTENCE_MAX - sizeof end);
    g_string_truncate(sentence, (gsize)(last - sentence->str));
    g_string_append(sentence, end);
}

char *policy_missing(const struct policy *policy, const struct evidence *evidence)
{
    struct finding found = {0};
    node_find(policy->nodes, evidence, &found);
    if (found.holds)
        return NULL;
    g_autofree char *what = missing_of(policy->nodes, evidence, 0);
    GString *sentence = g_string_new(NULL);
    g_string_printf(sentence, "It needs %s", what);
    cut(sentence);
    g_string_append_c(sentence, '.');
    return g_string_free(sentence, FALSE);
}
