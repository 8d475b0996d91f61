/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

enum err api_follow_put(struct req *req, struct reply *reply)
{
    g_autoptr(account) account = NULL;
    enum err e = account_by_handle(req->db, req->variable[0], &account);
    if (e)
        return e;
    if (strcmp(account->id, req->account->id) == 0)
        return reply_refuse(reply, E_INVALID, "Nobody follows herself.");
    e = follow_put(req->db, req->account->id, account->id, req->now_us);
    return e ? e : reply_nothing(reply);
}
