/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "look.h"
#include "takedown_json.h"

static const char *text_of(const json_t *asked, const char *name)
{
    return json_string_value(json_object_get(asked, name));
}

static enum err take_down(struct req *req, struct reply *reply, const struct collection *c, const json_t *asked)
{
    g_auto(takedown_plan) plan = {0};
    char id[ID_SIZE];
    bool is_preview = json_is_true(json_object_get(asked, "preview"));
    struct takedown takedown = {
        .id = is_preview ? NULL : id,
        .collection_id = c->id,
        .moderator_id = req->account->id,
        .reason = (char *)text_of(asked, "reason"),
        .note = (char *)text_of(asked, "note"),
        .effect = (char *)text_of(asked, "effect"),
        .created_us = req->now_us,
    };
    id_new(req->now_us, id);
    enum err e = takedown_prepare(req, reply, c, takedown_effect_of(asked), &plan);
    if (!e && !is_preview)
        e = takedown_carry_out(req, &takedown, &plan);
    return e ? e : reply_json_take(reply, takedown_json(&takedown, &plan));
}

/* Takes a collection down, or says what that would change. */
enum err api_collection_takedown(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(collection) c = NULL;
    enum err e = takedown_check(req->body, &req->refusals, &asked);
    if (!e)
        e = look_collection(req, &c);
    if (e)
        return e;
    if (!c->is_posted)
        return reply_refuse(reply, E_STATE, "A draft is seen by nobody else; there is nothing to take down.");
    return take_down(req, reply, c, asked);
}
