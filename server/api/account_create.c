/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "crypt/password.h"
#include "exchange.h"
#include "rule/account.h"

static enum err insert(struct req *req, struct reply *reply, void *context)
{
    char id[ID_SIZE];
    const char *handle = json_string_value(json_object_get(req->body, "handle"));
    const char *name = json_string_value(json_object_get(req->body, "name"));
    const char *bio = json_string_value(json_object_get(req->body, "bio"));
    id_new(req->now_us, id);
    struct account account = {
        .id = id,
        .handle = (char *)handle,
        .name = (char *)(name ? name : handle),
        .bio = (char *)(bio ? bio : ""),
        .role = ROLE_MEMBER,
        .created_us = req->now_us,
        .consent = CONSENT_ASK,
    };
    enum err e = account_insert(req->db, &account, context);
    if (e)
        return e;
    g_autofree char *location = g_strconcat("/v1/accounts/", handle, NULL);
    return reply_created_take(reply, account_json(&account, &(struct account_counts){0}), location);
}

enum err api_account_create(struct req *req, struct reply *reply)
{
    g_autofree char *password = NULL;
    if (!req->server->config->account_registration)
        return reply_refuse(reply, E_FORBIDDEN, "This server takes no registrations; ask its operator for an account.");
    enum err e = account_check(req->body, &req->refusals);
    if (!e)
        e = password_hash(json_string_value(json_object_get(req->body, "password")),
                          (unsigned)req->server->config->password_cost, &password);
    return e ? e : exchange_write(req, reply, insert, password);
}
