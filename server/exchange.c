/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "idempotent.h"
#include "problem.h"
#include "signin.h"

enum { IGNORED_BODY_MAX = 65536, ETAG_DIGITS = 16 };

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

static enum err start_body(struct exchange *x, uint64_t content_length)
{
    struct req *req = &x->req;
    enum err e = content_length == UINT64_MAX ? OK : check_size(x, content_length);
    if (e)
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
    req->method = method_parse(method);
    req->lookup = lookup;
    req->source = source;
    x->outcome = req->method == METHOD_COUNT ? E_METHOD : find_route(x);
    if (x->outcome || !req->route)
        return;
    x->outcome = signin(req, db);
    if (!x->outcome)
        x->outcome = idempotent_check(req);
    if (!x->outcome)
        x->outcome = start_body(x, content_length);
}

void exchange_body(struct exchange *x, const void *data, size_t size)
{
    x->received += size;
    if (x->outcome || !x->req.route)
        return;
    x->outcome = check_size(x, x->received);
    if (!x->outcome && x->req.upload)
        x->outcome = blob_draft_write(x->req.upload, data, size);
    else if (!x->outcome && x->text)
        g_string_append_len(x->text, data, (gssize)size);
}

/* What tells one request from another under the same key. Of a SECRET body nothing is
 * kept, not even a digest that could be tried against common passwords. */
static void make_fingerprint(struct exchange *x)
{
    struct req *req = &x->req;
    g_autoptr(digest) digest = digest_new();
    digest_add(digest, req->route->name, strlen(req->route->name) + 1);
    digest_add(digest, req->path, strlen(req->path) + 1);
    if (req->upload)
        digest_add(digest, blob_draft_sha256(req->upload), SHA256_TEXT_SIZE);
    else if (x->text && req->route->body != SECRET)
        digest_add(digest, x->text->str, x->text->len);
    digest_text(digest, req->fingerprint);
}

static enum err read_body(struct exchange *x)
{
    struct req *req = &x->req;
    g_autofree char *error = NULL;
    if (!x->text)
        return OK;
    req->body = json_parse(x->text->str, x->text->len, &error);
    return req->body ? OK : reply_refuse(&x->reply, E_MALFORMED, "%s", error);
}

bool exchange_waits(const struct exchange *x)
{
    return !x->outcome && x->req.route && x->req.route->lane != READ;
}

static enum err handle(struct req *req, struct reply *reply, void *context)
{
    (void)context;
    return req->route->handle(req, reply);
}

static void run_read(struct exchange *x, struct db_conn *db)
{
    x->req.db = db;
    x->outcome = db_begin(db);
    if (x->outcome)
        return;
    x->outcome = handle(&x->req, &x->reply, NULL);
    enum err e = db_commit(db);
    if (e) {
        db_rollback(db);
        x->outcome = x->outcome ? x->outcome : e;
    }
}

static enum err run_write(struct db_conn *db, void *context)
{
    struct exchange *x = context;
    x->req.db = db;
    make_fingerprint(x);
    return idempotent_run(&x->req, &x->reply, handle, NULL);
}

static void write_done(struct unit *unit, enum err outcome)
{
    struct exchange *x = unit->context;
    x->outcome = outcome;
    x->done(x);
}

static enum err run_work(struct exchange *x)
{
    struct req *req = &x->req;
    enum err e = req->upload ? blob_draft_seal(req->upload) : OK;
    if (!e)
        e = server_connection_take(req->server, &req->db);
    if (e)
        return e;
    struct db_conn *db = req->db;
    make_fingerprint(x);
    e = handle(req, &x->reply, NULL);
    server_connection_give(req->server, db);
    return e;
}

static void work(void *context)
{
    struct exchange *x = context;
    x->outcome = run_work(x);
    x->done(x);
}

void exchange_run(struct exchange *x, struct db_conn *db, void (*done)(struct exchange *exchange))
{
    bool waits = exchange_waits(x);
    x->done = done;
    if (x->outcome || !x->req.route)
        return;
    x->outcome = read_body(x);
    if (!waits) {
        if (!x->outcome)
            run_read(x, db);
        return;
    }
    if (x->outcome) {
        done(x);
    } else if (x->req.route->lane == WRITE) {
        x->unit = (struct unit){.run = run_write, .done = write_done, .context = x};
        writer_submit(x->req.server->writer, &x->unit);
    } else {
        server_work(x->req.server, work, x);
    }
}

struct writing {
    struct req *req;
    struct reply *reply;
    enum err (*write)(struct req *req, struct reply *reply, void *context);
    void *context;
};

static enum err run_writing(struct db_conn *db, void *context)
{
    struct writing *w = context;
    w->req->db = db;
    return idempotent_run(w->req, w->reply, w->write, w->context);
}

enum err exchange_write(struct req *req, struct reply *reply,
                        enum err (*write)(struct req *req, struct reply *reply, void *context), void *context)
{
    struct writing w = {req, reply, write, context};
    struct db_conn *own = req->db;
    enum err e = writer_run(req->server->writer, run_writing, &w);
    req->db = own;
    return e;
}

/* A refusal throws away what a handler may have put together before it. */
static void refuse_reply(struct exchange *x)
{
    struct reply *reply = &x->reply;
    g_autofree char *detail = g_steal_pointer(&reply->detail);
    g_autofree char *allow = g_steal_pointer(&reply->allow);
    reply_clear(reply);
    reply->detail = g_steal_pointer(&detail);
    reply->allow = g_steal_pointer(&allow);
    reply->status = err_info(x->outcome)->status;
    reply->content_type = "application/problem+json";
    reply->cache = CACHE_NONE;
    reply->json = problem_json(&x->req, reply, x->outcome);
}

static void write_json(struct reply *reply)
{
    GString *text = json_text(reply->json);
    reply->bytes = g_string_free_to_bytes(text);
    if (!reply->content_type)
        reply->content_type = "application/json";
}

static void make_etag(struct reply *reply)
{
    char digest[SHA256_TEXT_SIZE];
    size_t size;
    const void *data = g_bytes_get_data(reply->bytes, &size);
    sha256_text(data, size, digest);
    digest[ETAG_DIGITS] = '\0';
    reply->etag = reply->version ? g_strdup_printf("\"%" G_GINT64_FORMAT "-%s\"", reply->version, digest)
                                 : g_strdup_printf("\"%s\"", digest);
}

static void not_modified(struct reply *reply)
{
    reply->status = 304;
    g_clear_pointer(&reply->bytes, g_bytes_unref);
    if (reply->file >= 0)
        reply_file_drop(reply);
}

static void account_for(const struct exchange *x)
{
    const struct req *req = &x->req;
    int64_t duration_us = clock_monotonic_us() - x->started_us;
    char status[16], duration[32], received[32];
    g_snprintf(status, sizeof status, "%d", x->reply.status);
    g_snprintf(duration, sizeof duration, "%" G_GINT64_FORMAT, duration_us);
    g_snprintf(received, sizeof received, "%" G_GUINT64_FORMAT, (guint64)x->received);
    metrics_count(req->server->metrics, req->route, x->reply.status, duration_us);
    log_line(x->reply.status >= 500 ? LOG_WARNING : LOG_INFO, "request", "id", req->id, "method",
             req->method < METHOD_COUNT ? method_name(req->method) : "other", "path", req->path, "route",
             req->route ? req->route->name : NULL, "status", status, "us", duration, "received", received, "account",
             req->account ? req->account->handle : NULL, "problem", x->outcome ? err_info(x->outcome)->type : NULL,
             NULL);
}

void exchange_finish(struct exchange *x)
{
    struct reply *reply = &x->reply;
    bool is_read = x->req.method == GET || x->req.method == HEAD;
    if (x->outcome)
        refuse_reply(x);
    if (reply->json)
        write_json(reply);
    if (!x->outcome && reply->bytes && !reply->etag && reply->cache != CACHE_NONE && (is_read || reply->version))
        make_etag(reply);
    if (is_read && !x->outcome && reply->status == 200 && reply->etag && reply_is_known(&x->req, reply->etag))
        not_modified(reply);
    account_for(x);
}
