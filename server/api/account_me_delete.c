/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "evaluate.h"

enum err api_account_me_delete(struct req *req, struct reply *reply)
{
    g_auto(evaluator) ev = {0};
    enum err e = req_if_match(req, req->account->version);
    if (!e)
        e = evaluator_open(req->server, req->db, req->now_us, &ev);
    if (!e)
        e = evaluate_forget_account(&ev, req->account->id);
    if (!e)
        e = account_delete(req->db, req->account->id);
    return e ? e : reply_nothing(reply);
}
