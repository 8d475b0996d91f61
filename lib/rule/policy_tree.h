/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy as a tree: as JSON where it is checked (policy_check.c), as nodes in one array
 * where it is evaluated (policy.c) and explained (policy_explain.c).
 */
#ifndef STENCIL_RULE_POLICY_TREE_H
#define STENCIL_RULE_POLICY_TREE_H

#include "rule/policy.h"

enum tree { TREE_LEAF, TREE_ANY, TREE_ALL, TREE_NOT };

/* TREE_LEAF for a name that is none of any, all, not. */
enum tree tree_parse(const char *name);

/* The one member of a node: its name, and what stands beside it. */
const char *node_open(const json_t *node, const json_t **inner);

/* A node stands before its branches; the next branch begins where the one before ends. */
struct node {
    enum tree tree;
    size_t size;      /* nodes of it with all its branches */
    size_t place;     /* TREE_LEAF: the condition */
    void *parameters; /* TREE_LEAF: compiled */
    json_t *wanted;   /* TREE_LEAF: as they were given */
};

struct policy {
    gint references;
    size_t count;
    struct node *nodes;
    size_t sharing_count;
    struct sharing *sharings;
};

/* What the node with its branches finds. */
void node_find(const struct node *node, const struct evidence *evidence, struct finding *finding);

#endif
