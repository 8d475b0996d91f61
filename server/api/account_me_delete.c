/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

enum err api_account_me_delete(struct req *req, struct reply *reply)
{
    enum err e = req_if_match(req, req->account->version);
    if (!e)
        e = account_delete(req->db, req->account->id);
    return e ? e : reply_nothing(reply);
}
