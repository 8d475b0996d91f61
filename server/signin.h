/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is asking: the token of a request, by header or by cookie.
 */
#ifndef STENCIL_SIGNIN_H
#define STENCIL_SIGNIN_H

#include "req.h"

#define SESSION_COOKIE "stencil_session"

/* Fills req->account and req->token_hash, and checks what the route asks for:
 * E_SIGN_IN, E_ORIGIN, E_FORBIDDEN. */
enum err signin(struct req *req, struct db_conn *db);

/* Whether the Origin of a request is its own site: the same host and port as Host. */
bool signin_origin_is_own(const struct req *req, const char *origin);

#endif
