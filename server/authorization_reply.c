/* SPDX-License-Identifier: Apache-2.0 */
#include "authorization_reply.h"

#include <string.h>

#include "authorization_json.h"
#include "authorize.h"

static void append(void *receipts, const struct receipt *receipt)
{
    json_array_append_new(receipts, receipt_json(receipt));
}

enum err authorization_whole_json(struct req *req, const struct authorization *a, json_t **out)
{
    json_auto_t *receipts = json_array();
    int64_t uses;
    enum err e = authorization_uses(req->db, a->id, &uses);
    if (!e)
        e = receipt_each(req->db, a->id, append, receipts);
    if (e)
        return e;
    *out = authorization_json(a);
    json_object_set_new(*out, "uses", json_integer(uses));
    json_object_set(*out, "receipts", receipts);
    return OK;
}

enum err authorization_reply(struct req *req, struct reply *reply, const struct authorization *a)
{
    json_t *json;
    enum err e = authorization_whole_json(req, a, &json);
    if (e)
        return e;
    reply->version = a->version;
    return reply_json_take(reply, json);
}

static enum err actor_of(const struct req *req, const struct authorization *a, enum authorization_actor *actor)
{
    enum consent consent = CONSENT_NONE;
    enum err e = OK;
    *actor = req_role(req) >= ROLE_MODERATOR ? ACTOR_MODERATOR : ACTOR_STRANGER;
    if (strcmp(a->creator.id, req_viewer(req)) == 0)
        *actor = ACTOR_CREATOR;
    if (strcmp(a->requester.id, req_viewer(req)) == 0) {
        e = consent_get(req->db, a->creator.id, a->requester.id, &consent);
        *actor = consent == CONSENT_BLOCKED ? ACTOR_BLOCKED : ACTOR_REQUESTER;
    }
    return e;
}

enum err authorization_look(struct req *req, struct authorization **out, enum authorization_actor *actor)
{
    g_autoptr(authorization) a = NULL;
    enum err e = id_is_valid(req->variable[0]) ? authorization_get(req->db, req->variable[0], &a) : E_NOT_FOUND;
    if (!e)
        e = actor_of(req, a, actor);
    if (!e && *actor == ACTOR_STRANGER)
        e = E_NOT_FOUND;
    if (!e)
        *out = g_steal_pointer(&a);
    return e;
}

enum err authorization_act(struct req *req, struct reply *reply, enum authorization_act act,
                           enum authorization_effect effect)
{
    g_autoptr(authorization) a = NULL;
    struct decision decision = {.act = act, .effect = effect};
    struct authorizer by = authorizer_of(req);
    enum err e = authorization_look(req, &a, &decision.actor);
    if (e)
        return e;
    enum authorization_state found = a->state;
    e = authorize_decide(&by, a, &decision);
    /* The clock was first, also where the job that writes it down has yet to come. */
    if (!e && found == AUTHORIZATION_PENDING && authorization_is_due(req->now_us, a->expires_us))
        return reply_refuse(reply, E_STATE, "The time for an answer is over.");
    if (e == E_STATE)
        return reply_refuse(reply, e, "This authorization is %s.", authorization_state_name(found));
    return e ? e : authorization_reply(req, reply, a);
}
