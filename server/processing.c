/* SPDX-License-Identifier: Apache-2.0 */
#include "processing.h"

#include "base/clock.h"
#include "base/log.h"
#include "blob/upload.h"
#include "exchange.h"
#include "promise.h"
#include "receive.h"
#include "rule/tus.h"

enum { RETRY_FIRST_US = 1000000, RETRY_MOST_US = 60000000 };

struct promising {
    const struct upload *upload;
    const char *sha256;
    char *media_id;
};

static enum err promise(struct req *req, struct reply *reply, void *context)
{
    const struct promising *p = context;
    (void)reply;
    return promise_make(req, p->upload, p->sha256, p->media_id);
}

enum err processing_promise(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft,
                            struct blob_draft **whole, char media_id[ID_SIZE])
{
    g_autoptr(blob_draft) sealed = NULL;
    enum err e = blob_upload_whole(draft, &sealed);
    if (e)
        return e;
    struct promising promising = {upload, blob_draft_sha256(sealed), media_id};
    e = exchange_write_further(req, reply, promise, &promising);
    if (!e)
        *whole = g_steal_pointer(&sealed);
    return e;
}

/* Inside the transaction that stores the media, so that it is never made twice. */
static enum err answer(struct req *req, struct reply *reply, const struct media *stored, bool is_new, void *context)
{
    const struct upload *upload = context;
    (void)reply;
    (void)is_new;
    return upload_finish(req->db, upload->id, stored->id, NULL, NULL);
}

struct ending {
    const struct upload *upload;
    enum err outcome;
    const char *detail;
    int64_t now_us;
};

static enum err store_refusal(struct db_conn *db, void *context)
{
    const struct ending *end = context;
    return promise_break(db, end->upload->id, end->outcome, end->detail, end->now_us);
}

/* Each time twice as long as before. */
static enum err put_off(struct db_conn *db, void *context)
{
    const struct ending *end = context;
    int doublings = (int)MIN(end->upload->attempts, 16);
    return upload_put_off(db, end->upload->id,
                          end->now_us + MIN((int64_t)RETRY_FIRST_US << doublings, (int64_t)RETRY_MOST_US));
}

/* Whether that is the end of it: the file was found wanting, or the machine failed too often. */
static bool is_final(const struct ending *end)
{
    bool is_over = end->upload->expires_us <= end->now_us;
    bool is_poison = end->outcome == E_MEDIA_WORKER && end->upload->attempts + 1 >= PROCESSING_ATTEMPTS_MAX;
    return err_info(end->outcome)->status < 500 || is_over || is_poison;
}

static enum err end_badly(struct server *server, const struct ending *end, bool *is_over)
{
    *is_over = is_final(end);
    enum err e = writer_run(server->writer, *is_over ? store_refusal : put_off, (void *)end);
    return e == E_NOT_FOUND ? OK : e;
}

enum err processing_end(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *whole)
{
    bool keeps_place = tus_metadata_says(upload->metadata, "location", "keep"), is_over = true;
    struct receipt receipt = {.draft = whole,
                              .is_promised = true,
                              .keeps_place = keeps_place,
                              .write = exchange_write_further,
                              .answer = answer,
                              .context = (void *)upload};
    enum err e = receive_media(req, reply, &receipt);
    struct ending end = {upload, e, reply->detail, req->now_us};
    /* E_NOT_FOUND: the upload was deleted meanwhile. */
    enum err noted = e && e != E_NOT_FOUND ? end_badly(req->server, &end, &is_over) : OK;
    /* A file that cannot be deleted now is swept later. */
    if (!noted && is_over && blob_upload_delete(req->server->blobs, upload->id))
        log_line(LOG_WARNING, "upload-left", "id", upload->id, NULL);
    return noted ? noted : e;
}

static const char *look_up_nothing(void *source, enum req_part part, const char *name)
{
    (void)source;
    (void)part;
    (void)name;
    return NULL;
}

/* As a request of its owner's that nobody waits for. */
static enum err run_alone(struct server *server, struct db_conn *db, const struct upload *upload,
                          struct blob_draft *whole)
{
    struct req req = {.server = server, .now_us = clock_now_us(), .db = db, .lookup = look_up_nothing};
    struct reply reply;
    g_autoptr(account) owner = NULL;
    enum err e = account_get(db, upload->account_id, &owner);
    if (e)
        return e;
    req.account = owner;
    id_new(req.now_us, req.id);
    reply_init(&reply);
    e = processing_end(&req, &reply, upload, whole);
    reply_clear(&reply);
    refusals_clear(&req.refusals);
    return e;
}

void processing_alone(struct server *server, struct db_conn *db, const char *upload_id, struct blob_draft *whole)
{
    g_autoptr(upload) upload = NULL;
    enum err e = upload_get(db, upload_id, &upload);
    if (!e && !upload->media_id && !upload->refusal)
        e = run_alone(server, db, upload, whole);
    if (e && e != E_NOT_FOUND)
        log_line(LOG_INFO, "upload-not-taken", "id", upload_id, "problem", err_info(e)->type, NULL);
}

struct later {
    struct server *server;
    char *upload_id;
    struct blob_draft *whole;
};

static void work(void *context, struct db_conn *db)
{
    struct later *later = context;
    /* Without a connection it is left to the job. */
    if (db)
        processing_alone(later->server, db, later->upload_id, later->whole);
    blob_draft_free(later->whole);
    g_free(later->upload_id);
    g_free(later);
}

void processing_later_take(struct server *server, const char *upload_id, struct blob_draft *whole)
{
    struct later *later = g_new(struct later, 1);
    *later = (struct later){server, g_strdup(upload_id), whole};
    workers_submit(server->workers, work, later);
}
