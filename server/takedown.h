/* SPDX-License-Identifier: Apache-2.0
 *
 * Taking a collection down with what follows for those that were made from it, and undoing
 * just that: the marks, the log, the events, the conditions. Inside the transaction that
 * decides.
 */
#ifndef STENCIL_TAKEDOWN_H
#define STENCIL_TAKEDOWN_H

#include "reply.h"
#include "store/collection.h"
#include "store/takedown.h"

/* What a takedown would change, or a restoration has undone. */
struct takedown_plan {
    GPtrArray *touched; /* of struct touched, with their marks; the one that is taken down, too */
    bool is_complete;   /* false: more was made from it, and stays as it is */
};

void takedown_plan_clear(struct takedown_plan *plan);
typedef struct takedown_plan takedown_plan;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(takedown_plan, takedown_plan_clear)

/* Changes nothing. E_STATE, said in the reply, where it is taken down already, or where more
 * than TAKEDOWN_REACH_MAX others would have to be changed. */
enum err takedown_prepare(struct req *req, struct reply *reply, const struct collection *collection,
                          enum takedown_effect effect, struct takedown_plan *plan);

/* Does what was planned. `takedown` is complete. */
enum err takedown_carry_out(struct req *req, const struct takedown *takedown, const struct takedown_plan *plan);

/* The takedown that a restoration of this collection means: its own that stands, or else one of
 * another collection that changed this one, too. E_NOT_FOUND. */
enum err takedown_find(struct req *req, const char *collection_id, struct takedown **out);

/* Undoes all of the takedown where it is of this collection; otherwise lets this one go. */
enum err takedown_undo(struct req *req, const struct takedown *takedown, const char *collection_id, const char *note,
                       struct takedown_plan *undone);

#endif
