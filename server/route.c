/* SPDX-License-Identifier: Apache-2.0 */
#include "route.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define ROUTE(method, path, name, ...) enum err api_##name(struct req *req, struct reply *reply);
#include "routes.def"
#undef ROUTE

const struct route routes[ROUTE_COUNT] = {
#define ROUTE(method, path, name, access, lane, body, limit)                                                           \
    {method, path, #name, access, lane, body, limit, api_##name},
#include "routes.def"
#undef ROUTE
};

static const char *const method_names[METHOD_COUNT] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

const char *method_name(enum method method)
{
    return method_names[method];
}

enum method method_parse(const char *name)
{
    enum method method = GET;
    while (method < METHOD_COUNT && strcmp(method_names[method], name) != 0)
        method++;
    return method;
}

/* Compares segment by segment; what stands for a variable is noted, not copied. */
static bool matches(const char *pattern, const char *path, const char *starts[ROUTE_VARIABLES_MAX])
{
    int variables = 0;
    while (*pattern) {
        if (*pattern == '{') {
            if (*path == '/' || !*path)
                return false;
            starts[variables++] = path;
            pattern = strchr(pattern, '}') + 1;
            path += strcspn(path, "/");
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return !*path;
}

static enum err decode(const char *starts[ROUTE_VARIABLES_MAX], char *variables[ROUTE_VARIABLES_MAX])
{
    for (int i = 0; i < ROUTE_VARIABLES_MAX && starts[i]; i++) {
        const char *end = starts[i] + strcspn(starts[i], "/");
        variables[i] = g_uri_unescape_segment(starts[i], end, NULL);
        /* No name has a byte that must not stand in a path segment. */
        if (!variables[i] || !g_utf8_validate(variables[i], -1, NULL))
            return E_NOT_FOUND;
    }
    return OK;
}

enum err route_find(enum method method, const char *path, const struct route **route,
                    char *variables[ROUTE_VARIABLES_MAX], unsigned *allowed)
{
    *allowed = 0;
    for (const struct route *r = routes; r < routes + ROUTE_COUNT; r++) {
        const char *starts[ROUTE_VARIABLES_MAX] = {NULL};
        if (!matches(r->path, path, starts))
            continue;
        if (r->method == method || (method == HEAD && r->method == GET)) {
            *route = r;
            return decode(starts, variables);
        }
        *allowed |= 1u << r->method | (r->method == GET ? 1u << HEAD : 0);
    }
    return *allowed ? E_METHOD : E_NOT_FOUND;
}
