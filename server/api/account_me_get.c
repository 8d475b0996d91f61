/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "account_reply.h"

enum err api_account_me_get(struct req *req, struct reply *reply)
{
    return account_reply(req, reply, req->account, false);
}
