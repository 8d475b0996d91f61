/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"

enum err api_authorization_revoke(struct req *req, struct reply *reply)
{
    enum authorization_effect effect;
    enum err e = revocation_check(req->body, &req->refusals, &effect);
    return e ? e : authorization_act(req, reply, AUTHORIZATION_REVOKE, effect);
}
