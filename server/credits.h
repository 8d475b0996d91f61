/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom to name with a collection: what it was made from, as far as the reader finds it in lists.
 */
#ifndef STENCIL_CREDITS_H
#define STENCIL_CREDITS_H

#include "req.h"
#include "store/lineage.h"

enum { CREDITS_MAX = 50 };

/* The nearest first, up to `depth` steps back: a new array of struct relative that frees its elements. */
enum err credits_list(struct req *req, const struct collection *c, int64_t depth, GPtrArray **out);

#endif
