/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "appeal.h"
#include "look.h"
#include "rule/appeal.h"
#include "takedown.h"

static enum err insert(struct req *req, struct reply *reply, const struct takedown *takedown, const char *collection_id,
                       const char *text)
{
    g_autoptr(appeal) stored = NULL;
    char id[ID_SIZE];
    bool is_new;
    id_new(req->now_us, id);
    struct appeal appeal = {
        .id = id,
        .takedown_id = takedown->id,
        .collection_id = (char *)collection_id,
        .text = (char *)text,
        .created_us = req->now_us,
    };
    enum err e = appeal_insert(req->db, &appeal, &is_new);
    if (!e && !is_new)
        return reply_refuse(reply, E_STATE, "You have appealed against this, and nobody has decided yet.");
    if (!e)
        e = appeal_get(req->db, id, &stored);
    if (e)
        return e;
    reply->status = 201;
    return reply_json_take(reply, appeal_json(stored));
}

/* Against the takedown that a restoration would undo. */
enum err api_appeal_create(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    g_autoptr(takedown) takedown = NULL;
    const char *text;
    enum err e = appeal_check(req->body, &req->refusals, &text);
    if (!e)
        e = look_own_collection(req, &c);
    if (e)
        return e;
    if (!c->is_removed)
        return reply_refuse(reply, E_STATE, "This collection is not taken down.");
    e = takedown_find(req, c->id, &takedown);
    return e ? e : insert(req, reply, takedown, c->id, text);
}
