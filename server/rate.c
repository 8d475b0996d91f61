/* SPDX-License-Identifier: Apache-2.0 */
#include "rate.h"

#include <string.h>

#include "collection_json.h"
#include "evaluate.h"
#include "look.h"
#include "rule/trend.h"
#include "store/fact.h"
#include "store/event.h"

/* If-Match on a rating: its state before, 1 for none, 2 up, 3 down. */
static int64_t rating_version(int value)
{
    return value == 0 ? 1 : value > 0 ? 2 : 3;
}

static enum err follow_up(struct req *req, struct collection *c, int was)
{
    c->up_count += (c->mine > 0) - (was > 0);
    c->down_count += (c->mine < 0) - (was < 0);
    struct announcement rated = {c->account_id, NULL, "collection.rated", c->id};
    enum err e = event_fold_take(req->db, &rated,
                                 json_pack("{s:s, s:I, s:I}", "collection", c->id, "up", (json_int_t)c->up_count,
                                           "down", (json_int_t)c->down_count),
                                 req->now_us);
    if (e)
        return e;
    e = collection_set_trend(req->db, c->id, trend_rank(c->up_count, c->down_count, c->posted_us));
    g_auto(evaluator) ev = {0};
    struct evaluation ignored;
    if (!e)
        e = evaluator_open(req->server, req->db, req->now_us, &ev);
    return e ? e : evaluate(&ev, c->id, ATTACH_NOW, &ignored);
}

enum err rate(struct req *req, struct reply *reply, int value)
{
    g_autoptr(collection) c = NULL;
    int was;
    enum err e = look_collection(req, &c);
    if (!e && (!c->is_posted || (c->is_removed && !look_is_owner(req, c))))
        e = E_NOT_FOUND;
    if (!e && look_is_owner(req, c))
        e = reply_refuse(reply, E_FORBIDDEN, "Nobody rates a collection of her own.");
    if (!e)
        e = req_if_match(req, rating_version(c->mine));
    if (!e)
        e = rating_set(req->db, c->id, req->account->id, value, req->now_us, &was);
    if (e)
        return e;
    c->mine = value;
    if (was != value)
        e = follow_up(req, c, was);
    reply->version = rating_version(value);
    return e ? e : reply_json_take(reply, evaluations_json(c));
}
