/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"

enum err api_authorization_grant(struct req *req, struct reply *reply)
{
    return authorization_act(req, reply, AUTHORIZATION_GRANT, EFFECT_NONE);
}
