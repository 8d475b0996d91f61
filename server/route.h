/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of addresses (routes.def) and which of them a request means. Constant.
 */
#ifndef STENCIL_ROUTE_H
#define STENCIL_ROUTE_H

#include <stddef.h>

#include "base/err.h"

struct req;
struct reply;

enum method { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, METHOD_COUNT };
enum access { ANYONE, MEMBER, MODERATOR, ADMIN };
enum lane { READ, WRITE, WORK };
enum body { NONE, JSON, SECRET, UPLOAD, APPEND };

enum { ROUTE_VARIABLES_MAX = 2, ROUTE_SEGMENTS_MAX = 8, ROUTE_PATH_MAX = 1024 };

struct route {
    enum method method;
    const char *path; /* "/v1/media/{id}" */
    const char *name;
    enum access access;
    enum lane lane;
    enum body body;
    size_t body_max; /* for UPLOAD: the setting media.bytes_max */
    enum err (*handle)(struct req *req, struct reply *reply);
};

enum route_number {
#define ROUTE(method, path, name, ...) ROUTE_##name,
#include "routes.def"
#undef ROUTE
    ROUTE_COUNT
};
extern const struct route routes[ROUTE_COUNT];

const char *method_name(enum method method);
/* METHOD_COUNT for a method that no address takes; route_find answers it with E_METHOD. */
enum method method_parse(const char *name);

/* The route of a path (still percent-encoded, without the query), with its variables
 * decoded into `variables` (yours). HEAD finds the route of GET, too. E_NOT_FOUND, or E_METHOD
 * when the path is there with other methods, whose bits (1 << method) are in `*allowed`. */
enum err route_find(enum method method, const char *path, const struct route **route,
                    char *variables[ROUTE_VARIABLES_MAX], unsigned *allowed);

#endif
