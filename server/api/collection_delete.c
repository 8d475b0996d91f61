/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "evaluate.h"
#include "look.h"

enum err api_collection_delete(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    g_auto(evaluator) ev = {0};
    enum err e = look_own_collection(req, &c);
    if (!e)
        e = req_if_match(req, c->version);
    if (!e)
        e = evaluator_open(req->server, req->db, req->now_us, &ev);
    if (!e)
        e = evaluate_forget(&ev, c->id);
    if (!e)
        e = collection_delete(req->db, c->id);
    return e ? e : reply_nothing(reply);
}
