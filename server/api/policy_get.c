/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"

enum err api_policy_get(struct req *req, struct reply *reply)
{
    return policy_reply(req, reply);
}
