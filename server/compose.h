/* SPDX-License-Identifier: Apache-2.0
 *
 * From the body of a post or edit to a collection that can be stored: the template's part
 * is filled in, every field checked, every media and reference resolved and its right
 * checked. Inside the writing transaction.
 */
#ifndef STENCIL_COMPOSE_H
#define STENCIL_COMPOSE_H

#include "req.h"
#include "store/collection.h"

/* Fills the document, visibility, images, made_with_* and the carried identifier of a
 * collection whose account_id is set. Refused fields are in req->refusals. */
enum err compose_collection(struct req *req, const json_t *body, struct collection *collection);

/* What happens when a collection is posted: watched words are looked for, the template's use is counted, its rank set,
 * the policy evaluated. The collection must be stored. */
enum err compose_post(struct req *req, struct collection *collection);

#endif
