/* SPDX-License-Identifier: Apache-2.0
 *
 * An act of a moderator, as it is written down: by the one who is signed in, with the reason
 * and the note of the body.
 */
#ifndef STENCIL_ACT_H
#define STENCIL_ACT_H

#include "req.h"

struct act {
    const char *action; /* "block.create" … */
    const char *subject_kind, *subject_id;
    const json_t *body; /* where "reason" and "note" are, both may be missing; or NULL */
};

/* Inside the transaction of the act. `before` and `after` are taken over; NULL where there was
 * or is nothing. */
enum err act_audit_take(struct req *req, const struct act *act, json_t *before, json_t *after);

#endif
