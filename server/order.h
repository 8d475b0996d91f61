/* SPDX-License-Identifier: Apache-2.0
 *
 * A moderator's order over the preset conditions, given and lifted. Inside the writing
 * transaction.
 */
#ifndef STENCIL_ORDER_H
#define STENCIL_ORDER_H

#include "reply.h"
#include "store/collection.h"
#include "store/template_order.h"

/* The posted collection of the path's first variable. */
enum err order_find(struct req *req, struct reply *reply, struct collection **out);

/* {"collection", "rule", "moderator", "reason", "note", "created"}; JSON null for no order. A new
 * reference. */
json_t *order_json(const char *collection_id, const struct template_order *order);

/* What follows from an order that was given, changed or (NULL) lifted: the collection's template
 * comes, goes or comes back, its creator is told, and it is written down. `body`: where the
 * reason and the note are, or NULL; `before`: order_json() of what there was, taken over. */
enum err order_follow_take(struct req *req, struct collection *c, const struct template_order *order,
                           const json_t *body, json_t *before);

#endif
