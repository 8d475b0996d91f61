/* SPDX-License-Identifier: Apache-2.0
 *
 * What follows when a fact about a collection changes: the policy is evaluated, and a
 * collection that became eligible gets its template and identifier (seed ¶0032–0033,
 * ¶0108–0112). Inside the transaction that changed the fact.
 */
#ifndef STENCIL_ELIGIBILITY_H
#define STENCIL_ELIGIBILITY_H

#include "req.h"
#include "store/collection.h"

/* Evaluates a posted collection, stores the result with its explanation, and extracts the
 * template where it is due: a first one, or a new version where what is laid over the
 * photos has changed. Sets the collection's template_id and attached_id then. */
enum err eligibility_update(struct req *req, struct collection *collection);

#endif
