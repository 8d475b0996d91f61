/* SPDX-License-Identifier: Apache-2.0
 *
 * How many uploads of an account may be unfinished at once.
 */
#ifndef STENCIL_OPEN_UPLOADS_H
#define STENCIL_OPEN_UPLOADS_H

#include "reply.h"
#include "req.h"

/* Whether she may begin one more: OK or E_UPLOADS_OPEN, which says how many there are. */
enum err open_uploads_check(struct req *req, struct reply *reply);

#endif
