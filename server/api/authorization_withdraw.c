/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"

enum err api_authorization_withdraw(struct req *req, struct reply *reply)
{
    return authorization_act(req, reply, AUTHORIZATION_WITHDRAW, EFFECT_NONE);
}
