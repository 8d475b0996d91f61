/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "account_reply.h"
#include "crypt/password.h"
#include "exchange.h"
#include "rule/account.h"

/* What is set; NULL stays as it is. */
struct change {
    const char *name, *bio, *consent;
    char *password;
};

static enum err update(struct req *req, struct reply *reply, void *context)
{
    const struct change *change = context;
    g_autoptr(account) now = NULL;
    /* Read again: it may have changed since the request began. */
    enum err e = account_get(req->db, req->account->id, &now);
    if (e)
        return e == E_NOT_FOUND ? E_SIGN_IN : e;
    if ((e = req_if_match(req, now->version)))
        return e;
    struct account changed = *now;
    changed.name = change->name ? (char *)change->name : now->name;
    changed.bio = change->bio ? (char *)change->bio : now->bio;
    changed.consent = change->consent ? consent_parse(change->consent) : now->consent;
    e = account_update(req->db, &changed, change->password, req->now_us);
    if (!e && change->password)
        e = session_delete_others(req->db, now->id, req->token_hash);
    g_clear_pointer(&now, account_free);
    if (!e)
        e = account_get(req->db, req->account->id, &now);
    return e ? e : account_reply(req, reply, now, false);
}

static enum err new_password(struct req *req, char **stored)
{
    const char *wanted = json_string_value(json_object_get(req->body, "password"));
    const char *given = json_string_value(json_object_get(req->body, "current_password"));
    g_autofree char *id = NULL, *current = NULL;
    bool matches = false;
    if (!wanted)
        return OK;
    enum err e = account_password(req->db, req->account->handle, &id, &current);
    if (!e)
        e = password_verify(given, current, &matches, NULL);
    if (e)
        return e;
    if (!matches)
        return refuse(&req->refusals, "/current_password", "this is not the current password");
    return password_hash(wanted, (unsigned)req->server->config->password_cost, stored);
}

enum err api_account_me_update(struct req *req, struct reply *reply)
{
    g_autofree char *password = NULL;
    enum err e = account_patch_check(req->body, &req->refusals);
    if (!e)
        e = new_password(req, &password);
    if (e)
        return e;
    struct change change = {
        .name = json_string_value(json_object_get(req->body, "name")),
        .bio = json_string_value(json_object_get(req->body, "bio")),
        .consent = json_string_value(json_object_get(req->body, "consent")),
        .password = password,
    };
    return exchange_write(req, reply, update, &change);
}
