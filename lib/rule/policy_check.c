/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/policy_tree.h"

#include <string.h>

#include "rule/wanted.h"

enum tree tree_parse(const char *name)
{
    if (strcmp(name, "any") == 0)
        return TREE_ANY;
    if (strcmp(name, "all") == 0)
        return TREE_ALL;
    return strcmp(name, "not") == 0 ? TREE_NOT : TREE_LEAF;
}

const char *node_open(const json_t *node, const json_t **inner)
{
    void *member = json_object_iter((json_t *)node);
    *inner = json_object_iter_value(member);
    return json_object_iter_key(member);
}

static enum err node_check(const struct path *at, const json_t *node, int depth, int *nodes);

static enum err branches_check(const struct path *at, const json_t *branches, int depth, int *nodes)
{
    if (!json_is_array(branches))
        return path_refuse(at, "wanted an array, came %s", came_kind(branches));
    if (json_array_size(branches) == 0)
        return path_refuse(at, "wanted at least one node, came none");
    enum err result = OK;
    for (size_t i = 0; i < json_array_size(branches) && *nodes <= POLICY_NODES_MAX; i++) {
        struct path branch = path_element(at, i);
        if (node_check(&branch, json_array_get(branches, i), depth, nodes))
            result = E_INVALID;
    }
    return result;
}

static enum err condition_check(const struct path *at, const char *name, const json_t *given)
{
    size_t place = condition_find(name);
    if (place == CONDITIONS) {
        g_autofree char *names = condition_names();
        return path_refuse(at, "no such condition; wanted one of any, all, not, %s", names);
    }
    json_auto_t *parameters = NULL;
    return field_check(at, &conditions[place]->parameters, given, &parameters);
}

static enum err node_check(const struct path *at, const json_t *node, int depth, int *nodes)
{
    if (++*nodes > POLICY_NODES_MAX)
        return path_refuse(at, "wanted at most %d nodes in all, came more", POLICY_NODES_MAX);
    if (depth > POLICY_DEPTH_MAX)
        return path_refuse(at, "wanted at most %d nodes one inside the other, came more", POLICY_DEPTH_MAX);
    if (!json_is_object(node))
        return path_refuse(at, "wanted an object, came %s", came_kind(node));
    if (json_object_size(node) != 1)
        return path_refuse(at, "wanted exactly one member, came %zu", json_object_size(node));
    const json_t *inner;
    const char *name = node_open(node, &inner);
    struct path here = path_member(at, name);
    switch (tree_parse(name)) {
    case TREE_ANY:
    case TREE_ALL:
        return branches_check(&here, inner, depth + 1, nodes);
    case TREE_NOT:
        return node_check(&here, inner, depth + 1, nodes);
    default:
        return condition_check(&here, name, inner);
    }
}

enum err policy_check(const struct path *at, const json_t *policy)
{
    int nodes = 0;
    return node_check(at, policy, 1, &nodes);
}
