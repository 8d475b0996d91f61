/* SPDX-License-Identifier: Apache-2.0 */
#include "tus.h"

#include <string.h>

#include "blob/upload.h"
#include "problem.h"
#include "processing.h"
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

static enum err refused_before(struct reply *reply, const struct upload *u)
{
    reply_header(reply, "Stencil-Problem", PROBLEM_URN "%s", u->refusal);
    return reply_refuse(reply, E_GONE, "The file was refused when it was complete: %s. %s", u->refusal,
                        u->refusal_detail ? u->refusal_detail : "");
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
        return refused_before(reply, u);
    *out = g_steal_pointer(&u);
    return OK;
}

static void tell_offset(struct reply *reply, int64_t offset)
{
    reply->cache = CACHE_NONE;
    reply_header(reply, "Upload-Offset", "%" G_GINT64_FORMAT, offset);
}

static enum err tell_whole(struct reply *reply, const struct upload *upload, const char *media_id, const char *state)
{
    tell_offset(reply, upload->length_bytes);
    reply_header(reply, "Stencil-Media", "%s", media_id);
    reply_header(reply, "Stencil-Media-State", "%s", state);
    return OK;
}

/* To one who does not want to wait for what becomes of it. */
static enum err tell_processing(struct reply *reply, const struct upload *upload, const char *media_id)
{
    reply_header(reply, "Preference-Applied", PROCESSING_PREFERENCE);
    return tell_whole(reply, upload, media_id, "processing");
}

static enum err tell_unfinished(struct reply *reply, const struct upload *upload, int64_t offset)
{
    char expires[TUS_DATE_SIZE];
    tus_date(upload->expires_us, expires);
    tell_offset(reply, offset);
    reply_header(reply, "Upload-Expires", "%s", expires);
    return OK;
}

bool tus_goes_on_alone(const struct req *req, const struct upload *upload)
{
    return upload->media_id || (upload->promised_id && req_prefers(req, PROCESSING_PREFERENCE));
}

enum err tus_tell(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft)
{
    int64_t end = blob_upload_end(draft);
    char media_id[ID_SIZE];
    g_autoptr(blob_draft) whole = NULL;
    if (end < upload->length_bytes)
        return tell_unfinished(reply, upload, end);
    enum err e = processing_promise(req, reply, upload, draft, &whole, media_id);
    if (!e && req_prefers(req, PROCESSING_PREFERENCE)) {
        processing_later_take(req->server, upload->id, g_steal_pointer(&whole));
        return tell_processing(reply, upload, media_id);
    }
    if (!e)
        e = processing_end(req, reply, upload, whole);
    return e ? e : tell_whole(reply, upload, media_id, "ready");
}

enum err tus_tell_stored(struct req *req, struct reply *reply, const struct upload *upload)
{
    g_autoptr(blob_draft) draft = NULL;
    int64_t end;
    if (upload->media_id)
        return tell_whole(reply, upload, upload->media_id, "ready");
    if (tus_goes_on_alone(req, upload))
        return tell_processing(reply, upload, upload->promised_id);
    enum err e = blob_upload_offset(req->server->blobs, upload->id, &end);
    if (!e && end < upload->length_bytes)
        return tell_unfinished(reply, upload, end);
    /* A crash came between the last byte and what was to become of it. */
    if (!e)
        e = blob_upload_open(req->server->blobs, upload->id, &draft);
    return e ? e : tus_tell(req, reply, upload, draft);
}
