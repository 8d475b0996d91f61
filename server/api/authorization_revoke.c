/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"
#include "eligibility.h"

/* What is hidden now takes no part in what collections share. */
static enum err evaluate_hidden(struct req *req)
{
    g_autoptr(GPtrArray) ids = NULL;
    enum err e = authorization_list_uses(req->db, req->variable[0], &ids);
    for (guint i = 0; !e && i < ids->len; i++) {
        g_autoptr(collection) c = NULL;
        e = collection_get(req->db, "", ids->pdata[i], &c);
        if (!e)
            e = eligibility_update(req, c);
    }
    return e;
}

enum err api_authorization_revoke(struct req *req, struct reply *reply)
{
    enum authorization_effect effect;
    enum err e = revocation_check(req->body, &req->refusals, &effect);
    if (!e)
        e = authorization_act(req, reply, AUTHORIZATION_REVOKE, effect);
    return e || effect != EFFECT_HIDE ? e : evaluate_hidden(req);
}
