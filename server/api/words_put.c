/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "act.h"
#include "store/words.h"
#include "watch.h"
#include "words_reply.h"

/* A list is long, so what is written down is how it differs. */
static enum err audit(struct req *req, const GPtrArray *was, const GPtrArray *is)
{
    return act_audit_take(req, &(struct act){"words.put", "words", "words", NULL},
                          json_pack("{s:o}", "words", words_json(was, is)),
                          json_pack("{s:o}", "words", words_json(is, was)));
}

enum err api_words_put(struct req *req, struct reply *reply)
{
    g_autoptr(GPtrArray) was = NULL, is = NULL;
    int64_t version;
    enum err e = words_check(req->body, &req->refusals, &is);
    if (!e)
        e = words_version(req->db, &version);
    if (!e)
        e = req_if_match(req, version);
    if (!e)
        e = words_get(req->db, &was);
    if (!e)
        e = words_put(req->db, is, &version);
    watchlist_forget(req->server->watchlist);
    if (!e)
        e = audit(req, was, is);
    return e ? e : words_reply(reply, is, version);
}
