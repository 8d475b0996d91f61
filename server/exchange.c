/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <string.h>

#include "arrival.h"
#include "base/clock.h"
#include "idempotent.h"
#include "signin.h"
#include "tus.h"

enum { IGNORED_BODY_MAX = 65536 };

struct exchange *exchange_new_take(struct server *server, char *path, void *owner)
{
    struct exchange *x = g_new0(struct exchange, 1);
    x->started_us = clock_monotonic_us();
    x->owner = owner;
    x->req.server = server;
    x->req.now_us = clock_now_us();
    x->req.path = path;
    path[strcspn(path, "?")] = '\0';
    id_new(x->req.now_us, x->req.id);
    reply_init(&x->reply);
    return x;
}

void exchange_free(struct exchange *x)
{
    if (!x)
        return;
    g_free(x->req.path);
    for (int i = 0; i < ROUTE_VARIABLES_MAX; i++)
        g_free(x->req.variable[i]);
    json_decref(x->req.body);
    blob_draft_free(x->req.upload);
    arrival_free(x->req.arrival);
    account_free(x->req.account);
    refusals_clear(&x->req.refusals);
    if (x->text)
        g_string_free(x->text, TRUE);
    reply_clear(&x->reply);
    g_free(x);
}

static char *allow_text(unsigned allowed)
{
    GString *text = g_string_new("OPTIONS");
    for (enum method m = GET; m < METHOD_COUNT; m++)
        if (allowed & 1u << m)
            g_string_append_printf(text, ", %s", method_name(m));
    return g_string_free(text, FALSE);
}

static enum err find_route(struct exchange *x)
{
    struct req *req = &x->req;
    unsigned allowed;
    if (strlen(req->path) > ROUTE_PATH_MAX)
        return E_NOT_FOUND;
    enum err e = route_find(req->method, req->path, &req->route, req->variable, &allowed);
    if (e != E_METHOD)
        return e;
    x->reply.allow = allow_text(allowed);
    /* What may be asked here is no refusal. */
    if (req->method != OPTIONS)
        return E_METHOD;
    return reply_nothing(&x->reply);
}

static bool is_json_type(const char *type)
{
    static const char *const taken[] = {"application/json", "application/merge-patch+json"};
    size_t length = type ? strcspn(type, "; \t") : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(taken); i++)
        if (length == strlen(taken[i]) && g_ascii_strncasecmp(type, taken[i], length) == 0)
            return true;
    return false;
}

static uint64_t body_max(const struct req *req)
{
    if (!req->route || req->route->body == NONE)
        return IGNORED_BODY_MAX;
    if (req->route->body == APPEND)
        return arrival_room(req->arrival);
    return req->route->body == UPLOAD ? (uint64_t)req->server->config->media_bytes_max : req->route->body_max;
}

static enum err check_size(struct exchange *x, uint64_t size)
{
    uint64_t most = body_max(&x->req);
    if (size <= most)
        return OK;
    return reply_refuse(&x->reply, E_TOO_LARGE,
                        "The body is larger than the %" G_GUINT64_FORMAT " bytes that this address takes.",
                        (guint64)most);
}

static enum err start_body(struct exchange *x, struct db_conn *db, uint64_t content_length)
{
    struct req *req = &x->req;
    enum err e = req->route->body == APPEND ? arrival_start(req, &x->reply, db, content_length) : OK;
    if (!e && content_length != UINT64_MAX)
        e = check_size(x, content_length);
    if (e && req->arrival)
        arrival_release(req->arrival);
    if (e || req->arrival)
        return e;
    if (req->route->body == UPLOAD)
        return blob_draft_new(req->server->blobs, &req->upload);
    if (req->route->body == NONE)
        return OK;
    if (!is_json_type(req_header(req, "Content-Type")))
        return E_CONTENT_TYPE;
    x->text = g_string_new(NULL);
    return OK;
}

void exchange_start(struct exchange *x, const char *method,
                    const char *(*lookup)(void *source, enum req_part part, const char *name), void *source,
                    struct db_conn *db, uint64_t content_length)
{
    struct req *req = &x->req;
    req->lookup = lookup;
    req->source = source;
    req->method = tus_method(req, method_parse(method));
    x->outcome = find_route(x);
    if (x->outcome || !req->route)
        return;
    x->outcome = tus_check(req);
    if (!x->outcome)
        x->outcome = signin(req, db);
    if (!x->outcome)
        x->outcome = idempotent_check(req);
    if (!x->outcome)
        x->outcome = start_body(x, db, content_length);
}

void exchange_body(struct exchange *x, const void *data, size_t size)
{
    x->received += size;
    if (x->outcome || !x->req.route)
        return;
    x->outcome = check_size(x, x->req.arrival ? size : x->received);
    if (!x->outcome && x->req.arrival)
        x->outcome = arrival_write(x->req.arrival, data, size);
    else if (!x->outcome && x->req.upload)
        x->outcome = blob_draft_write(x->req.upload, data, size);
    else if (!x->outcome && x->text)
        g_string_append_len(x->text, data, (gssize)size);
}
