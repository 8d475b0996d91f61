/* SPDX-License-Identifier: Apache-2.0
 *
 * What follows from a decision about an authorization: the row, what was posted with it, the
 * receipt, the events; and what is answered to one who asks for an image or posts it (DESIGN
 * §7). Inside the transaction that decides.
 */
#ifndef STENCIL_AUTHORIZE_H
#define STENCIL_AUTHORIZE_H

#include "crypt/signature.h"
#include "req.h"
#include "store/authorization.h"

/* Where, by whose signature and when something is decided. */
struct authorizer {
    struct db_conn *db;
    const struct signer *signer;
    int64_t now_us;
};

struct authorizer authorizer_of(const struct req *req);

/* What is decided, by whom. */
struct decision {
    enum authorization_act act;
    enum authorization_actor actor;
    enum authorization_effect effect; /* AUTHORIZATION_REVOKE */
};

/* The outcomes of authorization_step; `a` is as stored then. E_STATE also where somebody else
 * was first; of `a` nothing can be said then. */
enum err authorize_decide(const struct authorizer *by, struct authorization *a, const struct decision *decision);

/* The authorization of this image that stands, or a new one (`*is_new`), granted at once
 * where its creator lets everybody use it. E_FORBIDDEN where she does not want to be asked. */
enum err authorize_ask(const struct req *req, const struct origin *origin, const char *note, struct authorization **out,
                       bool *is_new);

/* Whether she may post the image: `*why` stays NULL, or says why not. What is allowed stays so
 * until the transaction ends. */
enum err authorize_use(const struct req *req, const struct origin *origin, const char **why);

#endif
