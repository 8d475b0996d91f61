/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"

enum err api_authorization_get(struct req *req, struct reply *reply)
{
    g_autoptr(authorization) a = NULL;
    enum authorization_actor actor;
    enum err e = authorization_look(req, &a, &actor);
    return e ? e : authorization_reply(req, reply, a);
}
