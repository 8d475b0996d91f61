/* SPDX-License-Identifier: Apache-2.0
 *
 * What a policy that is not stored would change, over everything that is: nothing is written.
 */
#ifndef STENCIL_PREVIEW_H
#define STENCIL_PREVIEW_H

#include "req.h"
#include "rule/policy.h"

/* On a worker's thread and connection, in many short transactions: the whole takes seconds
 * for a million collections. A new reference. */
enum err preview_json(struct req *req, const struct policy *policy, json_t **out);

#endif
