/* SPDX-License-Identifier: Apache-2.0
 *
 * What follows when a collection is eligible: it gets its template and the identifier (seed
 * ¶0032–0033, ¶0108–0112). Inside the transaction that made it so.
 */
#ifndef STENCIL_ELIGIBILITY_H
#define STENCIL_ELIGIBILITY_H

#include "evaluate.h"

/* Extracts the template of a collection that is eligible, or for which a moderator has ordered
 * one, where it is due: a first one, or a new version where what is laid over the photos has
 * changed. Takes the one away that a moderator forbids. Sets the collection's template_id and
 * attached_id then. */
enum err eligibility_attach(struct evaluator *evaluator, struct collection *collection, bool is_eligible);

/* evaluate_collection() in the transaction of a request. */
enum err eligibility_update(struct req *req, struct collection *collection);

#endif
