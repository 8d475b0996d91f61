/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <unistd.h>

#include "collection_json.h"
#include "exchange.h"
#include "look.h"
#include "rule/media_patch.h"

struct change {
    const char *media_id;
    const char *place; /* NULL: it is kept no more */
};

/* What was kept with the original, which she has. */
static enum err find_place(struct req *req, const struct media *m, char place[PLACE_TEXT_SIZE])
{
    struct media_info info;
    int fd;
    int64_t size;
    enum err e = blob_open(req->server->blobs, m->sha256, &fd, &size);
    if (e)
        return e;
    e = media_probe(req->server->media, fd, &info);
    close(fd);
    if (!e)
        g_strlcpy(place, info.place, PLACE_TEXT_SIZE);
    return e;
}

static enum err update(struct req *req, struct reply *reply, void *context)
{
    const struct change *change = context;
    g_autoptr(media) m = NULL;
    enum err e = media_set_place(req->db, change->media_id, change->place);
    if (!e)
        e = media_get(req->db, change->media_id, &m);
    return e ? e : reply_json_take(reply, media_json(m));
}

enum err api_media_update(struct req *req, struct reply *reply)
{
    g_autoptr(media) m = NULL;
    char place[PLACE_TEXT_SIZE] = "";
    bool keeps;
    enum err e = look_media(req, &m);
    if (e)
        return e;
    if (g_strcmp0(m->account_id, req->account->id) != 0)
        return E_FORBIDDEN;
    e = media_patch_read(req->body, &req->refusals, &keeps);
    if (!e && keeps)
        e = find_place(req, m, place);
    struct change change = {m->id, *place ? place : NULL};
    return e ? e : exchange_write(req, reply, update, &change);
}
