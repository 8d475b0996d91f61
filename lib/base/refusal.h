/* SPDX-License-Identifier: Apache-2.0
 *
 * What was wrong with what came in, field by field: the `errors` of a problem reply
 * (RFC 9457). Owned by the request; one thread at a time.
 */
#ifndef STENCIL_BASE_REFUSAL_H
#define STENCIL_BASE_REFUSAL_H

#include <jansson.h>

#include "base/err.h"

enum { REFUSALS_MAX = 32 };

struct refusals {
    json_t *list; /* [{"pointer", "detail"}], at most REFUSALS_MAX, or NULL while empty */
};

/* Adds one refused field. `pointer` is a JSON Pointer (RFC 6901) into the body, or
 * `?name` for a query parameter, or `header:Name`. */
void refuse_field(struct refusals *r, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, as an outcome. A macro, so that readers and analysers see which one. */
#define refuse(...) (refuse_field(__VA_ARGS__), (enum err)E_INVALID)

void refusals_clear(struct refusals *r);

#endif
