/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <unistd.h>

#include "base/log.h"
#include "blocked.h"
#include "collection_json.h"
#include "exchange.h"
#include "keep.h"
#include "media_refusal.h"
#include "quota.h"
#include "store/event.h"
#include "store/media.h"
#include "variant.h"

struct upload {
    struct media media;
    int64_t blocked_revision; /* of the block list, as it was looked through */
};

static enum err insert(struct req *req, struct reply *reply, void *context)
{
    struct upload *upload = context;
    const struct media *m = &upload->media;
    g_autoptr(media) stored = NULL;
    enum err e = keep_check(req->server->blobs, req->upload);
    /* Of a block and an upload that meet, one is first and the other sees it. */
    if (!e)
        e = blocked_check(req, m->phash ? m->phash : "", &upload->blocked_revision);
    if (!e)
        e = media_insert(req->db, m, &stored);
    if (e)
        return e;
    if (g_strcmp0(stored->id, m->id) != 0)
        return reply_json_take(reply, media_json(stored));
    e = quota_check(req);
    if (e)
        return e;
    struct announcement ready = {m->account_id, NULL, "media.ready", stored->id};
    e = event_add_take(req->db, &ready, json_pack("{s:s, s:s}", "media", stored->id, "type", stored->type),
                       req->now_us);
    if (e)
        return e;
    g_autofree char *location = g_strconcat("/v1/media/", stored->id, NULL);
    return reply_created_take(reply, media_json(stored), location);
}

struct refusal {
    const struct req *req;
    enum err outcome;
};

static enum err insert_refused(struct db_conn *db, void *context)
{
    const struct refusal *r = context;
    const char *account_id = r->req->account->id;
    struct announcement refused = {account_id, NULL, "media.refused", r->req->id};
    json_t *document =
        json_pack("{s:s, s:s}", "problem", err_info(r->outcome)->type, "sha256", blob_draft_sha256(r->req->upload));
    return event_add_take(db, &refused, document, r->req->now_us);
}

/* Her other devices hear of it, too, where it was the file's fault; that it could not be
 * told was logged, and changes nothing. */
static void tell_refused(const struct req *req, enum err outcome)
{
    struct refusal refusal = {req, outcome};
    if (err_info(outcome)->status < 500 && writer_run(req->server->writer, insert_refused, &refusal))
        log_line(LOG_WARNING, "refusal-not-told", "id", req->id, NULL);
}

static enum err explain(const struct req *req, struct reply *reply, enum err e)
{
    tell_refused(req, e);
    if (e == E_QUOTA)
        return reply_refuse(reply, e,
                            "With this file, yours would take up more than the %" G_GINT64_FORMAT
                            " bytes that an account has here.",
                            req->server->config->media_quota);
    return media_refuse(req, reply, req->upload, e);
}

static enum err probe(struct req *req, struct media_info *info)
{
    int fd;
    enum err e = blob_draft_open(req->upload, BLOB_READ, &fd);
    if (e)
        return e;
    e = media_probe(req->server->media, fd, info);
    close(fd);
    return e;
}

static struct media media_of(struct req *req, const struct media_info *info, char id[ID_SIZE])
{
    id_new(req->now_us, id);
    return (struct media){
        .id = id,
        .account_id = req->account->id,
        .sha256 = (char *)blob_draft_sha256(req->upload),
        .kind = (char *)(info->kind == MEDIA_IMAGE ? "image" : "audio"),
        .type = (char *)info->type,
        .width = info->width,
        .height = info->height,
        .duration_ms = info->duration_ms,
        .created_us = req->now_us,
        .size_bytes = blob_draft_size(req->upload),
        .phash = *info->phash ? (char *)info->phash : NULL,
        .name = *info->name ? (char *)info->name : NULL,
        .thumbhash = *info->thumbhash ? (char *)info->thumbhash : NULL,
    };
}

enum err api_media_create(struct req *req, struct reply *reply)
{
    struct media_info info = {0};
    struct upload upload = {0};
    char id[ID_SIZE];
    enum err e = probe(req, &info);
    if (!e)
        e = blocked_check(req, info.phash, &upload.blocked_revision);
    if (!e)
        e = blob_draft_keep(req->upload);
    if (e)
        return explain(req, reply, e);
    upload.media = media_of(req, &info, id);
    e = keep_end(req->server->writer, req->upload, exchange_write(req, reply, insert, &upload));
    if (!e)
        variant_make_ahead(req->server, &upload.media);
    return e == E_MEDIA_BLOCKED || e == E_QUOTA ? explain(req, reply, e) : e;
}
