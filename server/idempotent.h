/* SPDX-License-Identifier: Apache-2.0
 *
 * Idempotency-Key: a POST is done once, and its reply is kept in the transaction that did it.
 */
#ifndef STENCIL_IDEMPOTENT_H
#define STENCIL_IDEMPOTENT_H

#include "reply.h"

enum { IDEMPOTENCY_KEY_MAX = 255 };

/* E_INVALID for a key that is none. */
enum err idempotent_check(struct req *req);

/* Runs `write` unless its reply is stored already; on the writer, inside the transaction. */
enum err idempotent_run(struct req *req, struct reply *reply,
                        enum err (*write)(struct req *req, struct reply *reply, void *context), void *context);

#endif
