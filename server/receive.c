/* SPDX-License-Identifier: Apache-2.0 */
#include "receive.h"

#include <unistd.h>

#include "base/log.h"
#include "blocked.h"
#include "keep.h"
#include "media_refusal.h"
#include "promise.h"
#include "quota.h"
#include "store/event.h"
#include "variant.h"

struct receiving {
    const struct receipt *receipt;
    struct media media;
    int64_t blocked_revision; /* of the block list, as it was looked through */
};

static enum err tell_ready(const struct req *req, const struct media *stored)
{
    struct announcement ready = {stored->account_id, NULL, "media.ready", stored->id};
    return event_add_take(req->db, &ready, json_pack("{s:s, s:s}", "media", stored->id, "type", stored->type),
                          req->now_us);
}

/* Under the id that was promised for it, if one was. */
static enum err insert_media(const struct req *req, const struct media *m, struct media **stored, bool *is_new)
{
    char id[ID_SIZE];
    struct media named = *m;
    bool is_stored;
    enum err e = promise_find_id(req, m->sha256, id, &is_stored);
    if (e)
        return e;
    *is_new = !is_stored;
    named.id = id;
    return media_insert(req->db, &named, stored);
}

static enum err insert(struct req *req, struct reply *reply, void *context)
{
    struct receiving *r = context;
    const struct media *m = &r->media;
    g_autoptr(media) stored = NULL;
    bool is_new;
    enum err e = keep_check(req->server->blobs, r->receipt->draft);
    /* Of a block and an upload that meet, one is first and the other sees it. */
    if (!e)
        e = blocked_check(req, m->phash ? m->phash : "", &r->blocked_revision);
    if (!e)
        e = insert_media(req, m, &stored, &is_new);
    if (e)
        return e;
    if (is_new)
        e = quota_check(req);
    if (!e && is_new)
        e = tell_ready(req, stored);
    return e ? e : r->receipt->answer(req, reply, stored, is_new, r->receipt->context);
}

struct refusal {
    const struct req *req;
    const struct blob_draft *draft;
    enum err outcome;
};

static enum err insert_refused(struct db_conn *db, void *context)
{
    const struct refusal *r = context;
    const char *account_id = r->req->account->id;
    struct announcement refused = {account_id, NULL, "media.refused", r->req->id};
    json_t *document = json_pack("{s:n, s:s, s:s}", "media", "problem", err_info(r->outcome)->type, "sha256",
                                 blob_draft_sha256(r->draft));
    return event_add_take(db, &refused, document, r->req->now_us);
}

/* Her other devices hear of it, too, where it was the file's fault; that it could not be
 * told was logged, and changes nothing. */
static void tell_refused(const struct req *req, const struct receipt *receipt, enum err outcome)
{
    struct refusal refusal = {req, receipt->draft, outcome};
    if (!receipt->is_promised && err_info(outcome)->status < 500 &&
        writer_run(req->server->writer, insert_refused, &refusal))
        log_line(LOG_WARNING, "refusal-not-told", "id", req->id, NULL);
}

static enum err refuse_full(const struct req *req, struct reply *reply)
{
    return reply_refuse(reply, E_QUOTA,
                        "With this file, yours would take up more than the %" G_GINT64_FORMAT
                        " bytes that an account has here.",
                        req->server->config->media_quota);
}

static enum err explain(const struct req *req, struct reply *reply, const struct receipt *receipt, enum err e)
{
    e = e == E_QUOTA ? refuse_full(req, reply) : media_refuse(req, reply, receipt->draft, e);
    tell_refused(req, receipt, e);
    return e;
}

static enum err probe(const struct req *req, const struct blob_draft *draft, struct media_info *info)
{
    int fd;
    enum err e = blob_draft_open(draft, BLOB_READ, &fd);
    if (e)
        return e;
    e = media_probe(req->server->media, fd, info);
    close(fd);
    return e;
}

/* All but its id, and where it was taken. */
static struct media media_of(const struct req *req, const struct blob_draft *draft, const struct media_info *info)
{
    return (struct media){
        .account_id = req->account->id,
        .sha256 = (char *)blob_draft_sha256(draft),
        .kind = (char *)(info->kind == MEDIA_IMAGE ? "image" : "audio"),
        .type = (char *)info->type,
        .width = info->width,
        .height = info->height,
        .duration_ms = info->duration_ms,
        .created_us = req->now_us,
        .size_bytes = blob_draft_size(draft),
        .phash = *info->phash ? (char *)info->phash : NULL,
        .name = *info->name ? (char *)info->name : NULL,
        .thumbhash = *info->thumbhash ? (char *)info->thumbhash : NULL,
    };
}

enum err receive_media(struct req *req, struct reply *reply, const struct receipt *receipt)
{
    struct blob_draft *draft = receipt->draft;
    struct receiving r = {.receipt = receipt};
    struct media_info info = {0};
    enum err e = probe(req, draft, &info);
    if (!e)
        e = blocked_check(req, info.phash, &r.blocked_revision);
    if (!e)
        e = blob_draft_keep(draft);
    if (e)
        return explain(req, reply, receipt, e);
    r.media = media_of(req, draft, &info);
    if (receipt->keeps_place && *info.place)
        r.media.place = info.place;
    e = keep_end(req->server->writer, draft, receipt->write(req, reply, insert, &r));
    if (!e)
        variant_make_ahead(req->server, &r.media);
    return e == E_MEDIA_BLOCKED || e == E_QUOTA ? explain(req, reply, receipt, e) : e;
}
