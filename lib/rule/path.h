/* SPDX-License-Identifier: Apache-2.0
 *
 * Where in a body a check stands: a chain of these on the stack, one a step, written out
 * as a JSON Pointer (RFC 6901) only when something is refused. Borrows all it points at;
 * any thread.
 */
#ifndef STENCIL_RULE_PATH_H
#define STENCIL_RULE_PATH_H

#include <stddef.h>

#include "base/refusal.h"

struct path {
    const struct path *outer; /* NULL: the body itself, and then `name` and `index` mean nothing */
    const char *name;         /* a member of an object; NULL: an element of an array */
    size_t index;
    struct refusals *refusals;
};

/* One step further in. `outer` must outlive what is returned. */
struct path path_member(const struct path *outer, const char *name);
struct path path_element(const struct path *outer, size_t index);

/* The JSON Pointer; free with g_free. The body itself is "". */
char *path_pointer(const struct path *path);

/* refuse() with this pointer. Returns E_INVALID. */
enum err path_refuse(const struct path *path, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
