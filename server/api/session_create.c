/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/clock.h"
#include "base/json.h"
#include "collection_json.h"
#include "crypt/token.h"
#include "exchange.h"
#include "rule/account.h"
#include "signin.h"

struct opening {
    const char *account_id;
    char token[TOKEN_SIZE], hash[SHA256_TEXT_SIZE];
    int64_t expires_us;
};

static enum err insert(struct db_conn *db, void *context)
{
    struct opening *o = context;
    return session_insert(db, o->hash, o->account_id, clock_now_us(), &o->expires_us);
}

/* The account behind handle and password; an unknown handle takes as long as a wrong
 * password, and is told the same. */
static enum err check_password(struct req *req, char **account_id, struct password_secret *secret)
{
    static const char nobody[] = "scrypt$%d$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const char *handle = json_string_value(json_object_get(req->body, "handle"));
    const char *password = json_string_value(json_object_get(req->body, "password"));
    g_autofree char *stored = NULL, *id = NULL;
    bool matches = false;
    enum err e = account_password(req->db, handle, &id, &stored);
    if (e == E_NOT_FOUND) {
        stored = g_strdup_printf(nobody, (int)req->server->config->password_cost);
        e = OK;
    }
    if (!e)
        e = password_verify(password, stored, &matches, secret);
    if (e)
        return e;
    if (!matches || !id)
        return E_PASSWORD;
    *account_id = g_steal_pointer(&id);
    return OK;
}

static void set_cookie(const struct req *req, struct reply *reply, const struct opening *o)
{
    const struct config *config = req->server->config;
    reply->cookie =
        g_strdup_printf(SESSION_COOKIE "=%s; Path=/; Max-Age=%" G_GINT64_FORMAT "; HttpOnly; SameSite=Lax%s", o->token,
                        config->session_ttl, config->http_cookie_secure ? "; Secure" : "");
}

static enum err read_account(const struct req *req, const char *id, json_t **out)
{
    g_autoptr(account) account = NULL;
    struct account_counts counts;
    enum err e = account_get(req->db, id, &account);
    if (!e)
        e = account_counts(req->db, id, &counts);
    if (!e)
        *out = account_json(account, &counts);
    return e;
}

static enum err answer(struct req *req, struct reply *reply, const struct opening *o, const json_t *account)
{
    json_t *json = json_pack("{s:o, s:O}", "expires", json_time(o->expires_us), "account", account);
    if (json_is_true(json_object_get(req->body, "cookie")))
        set_cookie(req, reply, o);
    else
        json_object_set_new(json, "token", json_string(o->token));
    reply->cache = CACHE_NONE;
    return reply_created_take(reply, json, "/v1/sessions/current");
}

enum err api_session_create(struct req *req, struct reply *reply)
{
    const char *key = req_header(req, "Idempotency-Key");
    struct opening o = {.expires_us = req->now_us + req->server->config->session_ttl * 1000000};
    struct password_secret secret;
    g_autofree char *account_id = NULL;
    json_auto_t *account = NULL;
    enum err e = session_check(req->body, &req->refusals);
    if (!e)
        e = check_password(req, &account_id, &secret);
    /* All that can fail comes before the session is stored. */
    if (!e)
        e = read_account(req, account_id, &account);
    if (e)
        return e;
    /* A retry under the same key gets the same token without it ever being stored. */
    if (key)
        token_derive(&secret, key, o.token);
    else
        token_new(o.token);
    token_hash(o.token, o.hash);
    o.account_id = account_id;
    e = writer_run(req->server->writer, insert, &o);
    return e ? e : answer(req, reply, &o, account);
}
