/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <unistd.h>

#include "collection_json.h"
#include "exchange.h"
#include "keep.h"
#include "store/media.h"

static enum err insert(struct req *req, struct reply *reply, void *context)
{
    const struct media *m = context;
    g_autoptr(media) stored = NULL;
    enum err e = keep_check(req->server->blobs, req->upload);
    if (!e)
        e = media_insert(req->db, m, &stored);
    if (e)
        return e;
    if (g_strcmp0(stored->id, m->id) != 0)
        return reply_json_take(reply, media_json(stored));
    g_autofree char *location = g_strconcat("/v1/media/", stored->id, NULL);
    return reply_created_take(reply, media_json(stored), location);
}

static enum err explain(const struct req *req, struct reply *reply, enum err e)
{
    if (e == E_MEDIA_UNKNOWN)
        return reply_refuse(reply, e, "The file is none of JPEG, PNG, WebP or WAV.");
    if (e == E_MEDIA_PIXELS)
        return reply_refuse(reply, e, "The picture has more than the %" G_GINT64_FORMAT " pixels that are taken here.",
                            req->server->config->media_pixels_max);
    return e;
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

enum err api_media_create(struct req *req, struct reply *reply)
{
    struct media_info info = {0};
    char id[ID_SIZE];
    enum err e = probe(req, &info);
    if (!e)
        e = blob_draft_keep(req->upload);
    if (e)
        return explain(req, reply, e);
    id_new(req->now_us, id);
    struct media m = {
        .id = id,
        .account_id = req->account->id,
        .sha256 = (char *)blob_draft_sha256(req->upload),
        .kind = (char *)(info.kind == MEDIA_IMAGE ? "image" : "audio"),
        .type = info.type,
        .width = info.width,
        .height = info.height,
        .duration_ms = info.duration_ms,
        .created_us = req->now_us,
        .size_bytes = blob_draft_size(req->upload),
    };
    e = exchange_write(req, reply, insert, &m);
    return keep_end(req->server->writer, req->upload, e);
}
