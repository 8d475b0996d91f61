/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <string.h>

#include "arrival.h"
#include "base/json.h"
#include "idempotent.h"

/* What tells one request from another under the same key. Of a SECRET body nothing is
 * kept, not even a digest that could be tried against common passwords. */
static void make_fingerprint(struct exchange *x)
{
    static const char *const described[] = {"Upload-Length", "Upload-Metadata"};
    struct req *req = &x->req;
    g_autoptr(digest) digest = digest_new();
    digest_add(digest, req->route->name, strlen(req->route->name) + 1);
    digest_add(digest, req->path, strlen(req->path) + 1);
    if (req->upload)
        digest_add(digest, blob_draft_sha256(req->upload), SHA256_TEXT_SIZE);
    else if (x->text && req->route->body != SECRET)
        digest_add(digest, x->text->str, x->text->len);
    /* Of an upload that comes in several requests: what it is to become. */
    for (size_t i = 0; req->route->body == APPEND && i < G_N_ELEMENTS(described); i++) {
        const char *header = req_header(req, described[i]);
        digest_add(digest, header ? header : "", header ? strlen(header) + 1 : 1);
    }
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

static enum err run_work(struct exchange *x, struct db_conn *db)
{
    struct req *req = &x->req;
    if (!db)
        return E_BROKEN;
    enum err e = req->upload ? blob_draft_seal(req->upload) : OK;
    if (e)
        return e;
    req->db = db;
    make_fingerprint(x);
    e = handle(req, &x->reply, NULL);
    if (req->arrival)
        arrival_release(req->arrival);
    return e;
}

static void work(void *context, struct db_conn *db);

/* What it waited for is there, or has failed; then it would fail in the same way again. */
static void work_again(void *context, enum err outcome)
{
    struct exchange *x = context;
    x->outcome = outcome;
    if (outcome)
        x->done(x);
    else
        workers_submit(x->req.server->workers, work, x);
}

static void work(void *context, struct db_conn *db)
{
    struct exchange *x = context;
    char waits_for[SHA256_TEXT_SIZE];
    x->req.waits_for[0] = '\0';
    x->req.has_drawn = false;
    x->outcome = run_work(x, db);
    memcpy(waits_for, x->req.waits_for, sizeof waits_for);
    if (!*waits_for) {
        x->done(x);
        return;
    }
    reply_clear(&x->reply);
    /* From here on it may run on another thread. */
    underway_then(x->req.server->underway, waits_for, work_again, x);
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
        workers_submit(x->req.server->workers, work, x);
    }
}

struct writing {
    struct req *req;
    struct reply *reply;
    enum err (*write)(struct req *req, struct reply *reply, void *context);
    void *context;
};

static enum err run_writing_further(struct db_conn *db, void *context)
{
    struct writing *w = context;
    w->req->db = db;
    return w->write(w->req, w->reply, w->context);
}

static enum err run_writing(struct db_conn *db, void *context)
{
    struct writing *w = context;
    w->req->db = db;
    return idempotent_run(w->req, w->reply, w->write, w->context);
}

static enum err write_on(struct writing *w, enum err (*run)(struct db_conn *db, void *context))
{
    struct db_conn *own = w->req->db;
    enum err e = writer_run(w->req->server->writer, run, w);
    w->req->db = own;
    return e;
}

enum err exchange_write(struct req *req, struct reply *reply,
                        enum err (*write)(struct req *req, struct reply *reply, void *context), void *context)
{
    return write_on(&(struct writing){req, reply, write, context}, run_writing);
}

enum err exchange_write_further(struct req *req, struct reply *reply,
                                enum err (*write)(struct req *req, struct reply *reply, void *context), void *context)
{
    return write_on(&(struct writing){req, reply, write, context}, run_writing_further);
}
