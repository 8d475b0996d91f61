/* SPDX-License-Identifier: Apache-2.0 */
#include "idempotent.h"

#include <string.h>

#include "base/json.h"
#include "store/idempotency.h"

#define HEADER "Idempotency-Key"

enum err idempotent_check(struct req *req)
{
    const char *key = req->method == POST ? req_header(req, HEADER) : NULL;
    if (!key)
        return OK;
    size_t length = strlen(key);
    bool visible = length > 0;
    for (const char *c = key; *c; c++)
        visible = visible && g_ascii_isgraph(*c);
    if (visible && length <= IDEMPOTENCY_KEY_MAX)
        return OK;
    return refuse(&req->refusals, "header:" HEADER, "wanted 1 to %d visible ASCII characters, came %zu characters",
                  IDEMPOTENCY_KEY_MAX, length);
}

/* Whose keys they are: an account's, or of those who ask for one handle. The body of a
 * registration is no part of its fingerprint, so its handle must be here, signed in or not. */
static char *scope_of(const struct req *req)
{
    const char *handle = json_string_value(json_object_get(req->body, "handle"));
    return req->account && req->route->body != SECRET ? g_strdup(req->account->id)
                                                      : g_strconcat("handle:", handle ? handle : "", NULL);
}

static enum err repeat(const struct req *req, struct reply *reply, struct idempotency *stored)
{
    g_autofree char *error = NULL;
    if (strcmp(stored->fingerprint, req->fingerprint) != 0)
        return E_KEY_REUSED;
    if (*stored->body) {
        reply->json = json_parse(stored->body, strlen(stored->body), &error);
        if (!reply->json)
            return err_broken("idempotency", "a stored reply: %s", error);
    }
    reply->status = (int)stored->status;
    reply->location = g_steal_pointer(&stored->location);
    reply->version = stored->version;
    return OK;
}

static enum err keep(struct req *req, const struct reply *reply, const char *scope, const char *key)
{
    g_autoptr(GString) body = reply->json ? json_text(reply->json) : g_string_new(NULL);
    struct idempotency stored = {
        .fingerprint = req->fingerprint,
        .status = reply->status,
        .location = reply->location,
        .version = reply->version,
        .body = body->str,
    };
    return idempotency_insert(req->db, scope, key, &stored, req->now_us);
}

enum err idempotent_run(struct req *req, struct reply *reply,
                        enum err (*write)(struct req *req, struct reply *reply, void *context), void *context)
{
    const char *key = req->method == POST ? req_header(req, HEADER) : NULL;
    if (!key)
        return write(req, reply, context);
    g_autoptr(idempotency) stored = NULL;
    g_autofree char *scope = scope_of(req);
    enum err e = idempotency_get(req->db, scope, key, &stored);
    if (!e)
        return repeat(req, reply, stored);
    if (e == E_NOT_FOUND)
        e = write(req, reply, context);
    return e ? e : keep(req, reply, scope, key);
}
