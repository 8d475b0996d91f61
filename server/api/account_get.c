/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "account_reply.h"

enum err api_account_get(struct req *req, struct reply *reply)
{
    g_autoptr(account) account = NULL;
    enum err e = account_by_handle(req->db, req->variable[0], &account);
    return e ? e : account_reply(req, reply, account, true);
}
