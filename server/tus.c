/* SPDX-License-Identifier: Apache-2.0 */
#include "tus.h"

#include <string.h>

#include "base/log.h"
#include "blob/upload.h"
#include "exchange.h"
#include "receive.h"
#include "rule/tus.h"

#define ADDRESS "/v1/uploads"

/* "/v1/uploads" and what is below it. */
static bool is_tus(const struct req *req)
{
    size_t length = strlen(ADDRESS);
    return strncmp(req->path, ADDRESS, length) == 0 && (!req->path[length] || req->path[length] == '/');
}

enum method tus_method(const struct req *req, enum method method)
{
    const char *meant = method == POST && is_tus(req) ? req_header(req, "X-HTTP-Method-Override") : NULL;
    enum method other = meant ? method_parse(meant) : method;
    return other == PATCH || other == DELETE ? other : method;
}

enum err tus_check(const struct req *req)
{
    const char *version = is_tus(req) ? req_header(req, "Tus-Resumable") : TUS_VERSION;
    return g_strcmp0(version, TUS_VERSION) == 0 ? OK : E_TUS_VERSION;
}

void tus_add_headers(const struct req *req, struct reply *reply, enum err outcome)
{
    if (!is_tus(req))
        return;
    bool is_asked = req->method == OPTIONS;
    reply_header(reply, "Tus-Resumable", TUS_VERSION);
    if (is_asked || outcome == E_TUS_VERSION)
        reply_header(reply, "Tus-Version", TUS_VERSION);
    if (is_asked || outcome == E_TOO_LARGE)
        reply_header(reply, "Tus-Max-Size", "%" G_GINT64_FORMAT, req->server->config->media_bytes_max);
    if (is_asked) {
        reply_header(reply, "Tus-Extension", TUS_EXTENSIONS);
        reply_header(reply, "Tus-Checksum-Algorithm", TUS_ALGORITHMS);
    }
}

static enum err refused_before(struct reply *reply, const char *problem)
{
    reply_header(reply, "Stencil-Problem", "urn:stencil:problem:%s", problem);
    return reply_refuse(reply, E_GONE, "The file was refused when it was complete: %s.", problem);
}

enum err tus_find(struct req *req, struct reply *reply, struct db_conn *db, const char *id, struct upload **out)
{
    g_autoptr(upload) u = NULL;
    enum err e = upload_get(db, id, &u);
    if (e)
        return e;
    if (strcmp(u->account_id, req->account->id) != 0)
        return E_NOT_FOUND;
    if (u->expires_us <= req->now_us)
        return reply_refuse(reply, E_GONE, "The time for this upload is over.");
    if (u->refusal)
        return refused_before(reply, u->refusal);
    *out = g_steal_pointer(&u);
    return OK;
}

struct completion {
    const struct upload *upload;
    char *media_id;
};

/* Inside the transaction that stores the media, so that it is never made twice. */
static enum err answer(struct req *req, struct reply *reply, const struct media *stored, bool is_new, void *context)
{
    struct completion *c = context;
    (void)reply;
    (void)is_new;
    enum err e = upload_finish(req->db, c->upload->id, stored->id, NULL);
    if (!e)
        c->media_id = g_strdup(stored->id);
    return e;
}

struct refusing {
    const struct upload *upload;
    enum err outcome;
};

static enum err store_refusal(struct db_conn *db, void *context)
{
    const struct refusing *r = context;
    return upload_finish(db, r->upload->id, NULL, err_info(r->outcome)->type);
}

/* Whether the file was found wanting; otherwise the machine failed, or the upload was deleted meanwhile. */
static bool is_refusal(enum err e)
{
    return e && e != E_NOT_FOUND && err_info(e)->status < 500;
}

static enum err complete(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft,
                         char **media_id)
{
    g_autoptr(blob_draft) whole = NULL;
    struct completion c = {.upload = upload};
    enum err e = blob_upload_whole(draft, &whole);
    struct receipt receipt = {whole, exchange_write_further, answer, &c};
    if (!e)
        e = receive_media(req, reply, &receipt);
    struct refusing refusing = {upload, e};
    enum err noted = is_refusal(e) ? writer_run(req->server->writer, store_refusal, &refusing) : OK;
    if (noted && noted != E_NOT_FOUND)
        e = noted;
    /* A file that cannot be deleted now is swept later. */
    if ((!e || is_refusal(e)) && blob_upload_delete(req->server->blobs, upload->id))
        log_line(LOG_WARNING, "upload-left", "id", upload->id, NULL);
    *media_id = c.media_id;
    return e;
}

static void tell_offset(struct reply *reply, int64_t offset)
{
    reply->cache = CACHE_NONE;
    reply_header(reply, "Upload-Offset", "%" G_GINT64_FORMAT, offset);
}

static enum err tell_finished(struct reply *reply, const struct upload *upload, const char *media_id)
{
    tell_offset(reply, upload->length_bytes);
    reply_header(reply, "Stencil-Media", "%s", media_id);
    return OK;
}

static enum err tell_unfinished(struct reply *reply, const struct upload *upload, int64_t offset)
{
    char expires[TUS_DATE_SIZE];
    tus_date(upload->expires_us, expires);
    tell_offset(reply, offset);
    reply_header(reply, "Upload-Expires", "%s", expires);
    return OK;
}

enum err tus_tell(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft)
{
    int64_t end = blob_upload_end(draft);
    g_autofree char *media_id = NULL;
    if (end < upload->length_bytes)
        return tell_unfinished(reply, upload, end);
    enum err e = complete(req, reply, upload, draft, &media_id);
    return e ? e : tell_finished(reply, upload, media_id);
}

enum err tus_tell_stored(struct req *req, struct reply *reply, const struct upload *upload)
{
    g_autoptr(blob_draft) draft = NULL;
    int64_t end;
    if (upload->media_id)
        return tell_finished(reply, upload, upload->media_id);
    enum err e = blob_upload_offset(req->server->blobs, upload->id, &end);
    if (!e && end < upload->length_bytes)
        return tell_unfinished(reply, upload, end);
    /* A crash came between the last byte and what was to become of it. */
    if (!e)
        e = blob_upload_open(req->server->blobs, upload->id, &draft);
    return e ? e : tus_tell(req, reply, upload, draft);
}
