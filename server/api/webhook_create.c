/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "crypt/token.h"
#include "net/address.h"
#include "rule/webhook.h"
#include "store/event.h"
#include "webhook_json.h"

/* An address that is refused anyway when it is connected to: better said at once. */
static enum err check_address(struct req *req, const char *url)
{
    g_autofree char *host = webhook_host(url);
    if (req->server->config->webhook_allow_private || !host || !address_is_private_literal(host))
        return OK;
    return refuse(&req->refusals, "/url", "wanted an address that is not private, came %s", host);
}

static char *kinds_text(const json_t *kinds)
{
    g_autoptr(GString) text = g_string_new(NULL);
    size_t i;
    const json_t *kind;
    json_array_foreach (kinds, i, kind)
        g_string_append_printf(text, "%s%s", i ? " " : "", json_string_value(kind));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static enum err check_count(struct req *req, struct reply *reply)
{
    int64_t count;
    enum err e = webhook_count(req->db, &count);
    if (e || count < WEBHOOKS_MAX)
        return e;
    return reply_refuse(reply, E_STATE, "There are %d webhooks, and no more are taken. Delete one first.",
                        WEBHOOKS_MAX);
}

static enum err insert(struct req *req, struct reply *reply, struct webhook *webhook)
{
    enum err e = event_last_id(req->db, &webhook->after_id);
    if (!e)
        e = webhook_insert(req->db, webhook);
    if (e)
        return e;
    json_t *json = webhook_json(webhook);
    json_object_set_new(json, "secret", json_string(webhook->secret));
    reply->status = 201;
    return reply_json_take(reply, json);
}

enum err api_webhook_create(struct req *req, struct reply *reply)
{
    char id[ID_SIZE], token[TOKEN_SIZE];
    enum err e = webhook_check(req->body, &req->refusals);
    const char *url = json_string_value(json_object_get(req->body, "url"));
    const char *secret = json_string_value(json_object_get(req->body, "secret"));
    if (!e)
        e = check_address(req, url);
    if (!e)
        e = check_count(req, reply);
    if (e)
        return e;
    id_new(req->now_us, id);
    token_new(token);
    g_autofree char *kinds = kinds_text(json_object_get(req->body, "kinds"));
    struct webhook webhook = {
        .id = id,
        .url = (char *)url,
        .secret = secret ? (char *)secret : token,
        .kinds = kinds,
        .created_us = req->now_us,
    };
    return insert(req, reply, &webhook);
}
