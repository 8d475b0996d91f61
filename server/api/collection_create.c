/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "collection_reply.h"
#include "compose.h"
#include "rule/trend.h"

static bool is_draft(const struct collection *c)
{
    return strcmp(json_string_value(json_object_get(c->document, "state")), "draft") == 0;
}

enum err api_collection_create(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = g_new0(struct collection, 1);
    c->id = g_malloc(ID_SIZE);
    id_new(req->now_us, c->id);
    c->account_id = g_strdup(req->account->id);
    c->handle = g_strdup(req->account->handle);
    c->name = g_strdup(req->account->name);
    c->version = 1;
    c->created_us = c->updated_us = req->now_us;
    enum err e = compose_collection(req, req->body, c);
    if (e)
        return e;
    c->is_posted = !is_draft(c);
    c->posted_us = c->is_posted ? req->now_us : 0;
    c->trend = trend_rank(0, 0, c->posted_us);
    e = collection_insert(req->db, c);
    if (!e && c->is_posted)
        e = compose_post(req, c);
    return e ? e : collection_reply_created(reply, c);
}
