/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_reply.h"
#include "compose.h"
#include "look.h"
#include "rule/trend.h"

enum err api_collection_post(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_own_collection(req, &c);
    if (e)
        return e;
    if (c->is_posted)
        return reply_refuse(reply, E_STATE, "This collection is posted already.");
    if (c->is_removed)
        return reply_refuse(reply, E_STATE, "This draft was taken down with what it was made from.");
    /* Its media and its template may have gone since the draft was kept. */
    json_object_set_new(c->document, "state", json_string("posted"));
    json_auto_t *document = json_copy(c->document);
    e = compose_collection(req, document, c);
    if (e)
        return e;
    c->is_posted = true;
    c->posted_us = c->updated_us = req->now_us;
    c->trend = trend_rank(0, 0, c->posted_us);
    c->version++;
    e = collection_update(req->db, c);
    if (!e)
        e = compose_post(req, c);
    return e ? e : collection_reply(reply, c);
}
