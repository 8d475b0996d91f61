/* SPDX-License-Identifier: Apache-2.0 */
#include "whole.h"

#include "base/log.h"
#include "blob/upload.h"
#include "collection_json.h"
#include "exchange.h"
#include "open_uploads.h"
#include "processing.h"
#include "promise.h"
#include "store/media.h"

/* As a client of resumable uploads says it. */
#define KEEPS_PLACE "location a2VlcA=="

struct acceptance {
    struct upload upload;
    bool is_accepted;
};

static enum err store(struct req *req, struct reply *reply, struct acceptance *a)
{
    g_autoptr(upload) stored = NULL;
    char media_id[ID_SIZE];
    enum err e = open_uploads_check(req, reply);
    if (!e)
        e = upload_insert(req->db, &a->upload);
    if (!e)
        e = promise_make(req, &a->upload, blob_draft_sha256(req->upload), media_id);
    if (!e)
        e = upload_get(req->db, a->upload.id, &stored);
    if (e)
        return e;
    g_autofree char *location = g_strconcat("/v1/media/", media_id, NULL);
    a->is_accepted = true;
    e = reply_created_take(reply, promise_json(stored), location);
    reply->status = 202;
    return e;
}

static enum err accept_or_find(struct req *req, struct reply *reply, void *context)
{
    g_autoptr(media) known = NULL;
    enum err e = media_of_account(req->db, req->account->id, blob_draft_sha256(req->upload), &known);
    if (e == E_NOT_FOUND)
        return store(req, reply, context);
    return e ? e : reply_json_take(reply, media_json(known));
}

enum err whole_accept(struct req *req, struct reply *reply, bool keeps_place)
{
    char id[ID_SIZE];
    id_new(req->now_us, id);
    struct acceptance a = {.upload = {
                               .id = id,
                               .account_id = req->account->id,
                               .length_bytes = blob_draft_size(req->upload),
                               .metadata = (char *)(keeps_place ? KEEPS_PLACE : ""),
                               .created_us = req->now_us,
                               .expires_us = req->now_us + req->server->config->upload_ttl * 1000000,
                           }};
    enum err e = blob_upload_of(req->upload, id);
    if (!e)
        e = exchange_write(req, reply, accept_or_find, &a);
    if (!e && a.is_accepted) {
        reply_header(reply, "Preference-Applied", PROCESSING_PREFERENCE);
        processing_later_take(req->server, id, g_steal_pointer(&req->upload));
        return OK;
    }
    /* A name that cannot be taken back now is swept later. */
    if (blob_upload_delete(req->server->blobs, id))
        log_line(LOG_WARNING, "upload-left", "id", id, NULL);
    return e;
}
