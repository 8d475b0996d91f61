/* SPDX-License-Identifier: Apache-2.0 */
#include "authorize.h"

#include <string.h>

#include "authorization_json.h"
#include "base/json.h"
#include "store/event.h"

struct authorizer authorizer_of(const struct req *req)
{
    return (struct authorizer){req->db, req->server->signer, req->now_us};
}

static enum err add_receipt(const struct authorizer *by, const struct authorization *a)
{
    char signature[SIGNATURE_TEXT_SIZE];
    const char *key_id = signer_key_id(by->signer);
    json_auto_t *statement = receipt_statement_json(a, key_id);
    g_autoptr(GString) text = json_text(statement);
    enum err e = signer_sign(by->signer, text->str, text->len, signature);
    struct receipt receipt = {text->str, signature, key_id};
    return e ? e : receipt_insert(by->db, a->id, a->version, &receipt, by->now_us);
}

static enum err tell(const struct authorizer *by, const struct authorization *a, const struct party *whom,
                     const struct party *actor)
{
    const char *state = a->state == AUTHORIZATION_PENDING ? "requested" : authorization_state_name(a->state);
    g_autofree char *kind = g_strconcat("authorization.", state, NULL);
    struct announcement what = {whom->id, actor ? actor->id : NULL, kind, a->id};
    return event_add_take(by->db, &what, authorization_json(a), by->now_us);
}

/* Everybody who waits for it hears of it, and nobody of what she did herself. */
static enum err tell_concerned(const struct authorizer *by, const struct authorization *a)
{
    enum err e;
    switch (a->state) {
    case AUTHORIZATION_PENDING:
    case AUTHORIZATION_WITHDRAWN:
        return tell(by, a, &a->creator, &a->requester);
    case AUTHORIZATION_EXPIRED:
        e = tell(by, a, &a->creator, NULL);
        return e ? e : tell(by, a, &a->requester, NULL);
    default:
        return tell(by, a, &a->requester, &a->creator);
    }
}

enum err authorize_decide(const struct authorizer *by, struct authorization *a, const struct decision *decision)
{
    enum authorization_state from = a->state, to;
    enum err e = authorization_step(from, decision->act, decision->actor, &to);
    if (e)
        return e;
    a->state = to;
    a->effect = decision->effect;
    a->decided_us = by->now_us;
    e = authorization_decide(by->db, a, from);
    if (!e && (a->effect == EFFECT_REPLACE || a->effect == EFFECT_HIDE))
        e = authorization_mark(by->db, a->id, a->effect);
    if (!e)
        e = add_receipt(by, a);
    return e ? e : tell_concerned(by, a);
}

static enum err grant_freely(const struct authorizer *by, struct authorization *a)
{
    static const struct decision grant = {AUTHORIZATION_GRANT, ACTOR_CREATOR, EFFECT_NONE};
    return authorize_decide(by, a, &grant);
}

static enum err insert(const struct req *req, const struct origin *o, const char *note, struct authorization **out)
{
    char id[ID_SIZE];
    id_new(req->now_us, id);
    struct authorization asked = {
        .id = id,
        .requester.id = req->account->id,
        .creator.id = o->creator_id,
        .collection_id = o->collection_id,
        .image = o->image,
        .media_id = o->media_id,
        .note = (char *)note,
        .state = AUTHORIZATION_PENDING,
        .requested_us = req->now_us,
        .expires_us = req->now_us + req->server->config->authorization_ttl * 1000000,
    };
    enum err e = authorization_insert(req->db, &asked);
    return e ? e : authorization_get(req->db, id, out);
}

static enum err ask_new(const struct req *req, const struct origin *o, const char *note, struct authorization **out)
{
    g_autoptr(authorization) a = NULL;
    struct authorizer by = authorizer_of(req);
    enum authorization_state begins;
    enum err e = authorization_ask(consent_effective(&o->consents), &begins);
    if (!e)
        e = insert(req, o, note, &a);
    if (!e)
        e = begins == AUTHORIZATION_GRANTED ? grant_freely(&by, a) : tell_concerned(&by, a);
    if (!e)
        *out = g_steal_pointer(&a);
    return e;
}

/* What stands may be overdue, or free by now. */
static enum err refresh(const struct req *req, const struct origin *o, struct authorization *a)
{
    static const struct decision expire = {AUTHORIZATION_EXPIRE, ACTOR_CLOCK, EFFECT_NONE};
    struct authorizer by = authorizer_of(req);
    if (a->state != AUTHORIZATION_PENDING)
        return OK;
    if (authorization_is_due(req->now_us, a->expires_us))
        return authorize_decide(&by, a, &expire);
    return consent_effective(&o->consents) == CONSENT_FREE ? grant_freely(&by, a) : OK;
}

enum err authorize_ask(const struct req *req, const struct origin *o, const char *note, struct authorization **out,
                       bool *is_new)
{
    g_autoptr(authorization) a = NULL;
    enum err e = OK;
    if (o->authorization_id && authorization_stands(o->last)) {
        e = authorization_get(req->db, o->authorization_id, &a);
        if (!e)
            e = refresh(req, o, a);
    }
    if (e)
        return e;
    *is_new = !a || !authorization_stands(a->state);
    if (*is_new)
        return ask_new(req, o, note, out);
    *out = g_steal_pointer(&a);
    return OK;
}

enum err authorize_use(const struct req *req, const struct origin *o, const char **why)
{
    g_autoptr(authorization) made = NULL;
    const enum authorization_state *last = o->authorization_id ? &o->last : NULL;
    enum consent effective = consent_effective(&o->consents);
    bool is_granted = false, is_new;
    if (strcmp(o->creator_id, req_viewer(req)) == 0)
        return OK;
    if (last && *last == AUTHORIZATION_GRANTED) {
        enum err e = authorization_hold(req->db, o->authorization_id, &is_granted);
        if (!e && !is_granted)
            *why = authorization_sentence(AUTHORIZATION_REVOKED);
        return e;
    }
    if (effective == CONSENT_FREE)
        return authorize_ask(req, o, "", &made, &is_new);
    *why = authorization_refusal(effective, last);
    return OK;
}
