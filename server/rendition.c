/* SPDX-License-Identifier: Apache-2.0 */
#include "rendition.h"

#include <unistd.h>

#include "base/clock.h"
#include "keep.h"
#include "store/media.h"
#include "underway.h"

struct keeping {
    struct server *server;
    const struct rendition *rendition;
    const struct blob_draft *draft;
};

static enum err insert(struct db_conn *db, void *context)
{
    const struct keeping *k = context;
    const struct rendition *r = k->rendition;
    enum err e = keep_check(k->server->blobs, k->draft);
    if (!e)
        e = render_insert(db, r->recipe, r->photo, blob_draft_sha256(k->draft), blob_draft_size(k->draft), r->type,
                          clock_now_us());
    for (unsigned i = 0; i < r->photo_count && !e; i++)
        e = render_part_insert(db, r->recipe, r->photos[i]);
    return e;
}

enum err rendition_open_photo(struct server *server, const char *sha256, int *fd)
{
    int64_t size;
    enum err e = blob_open(server->blobs, sha256, fd, &size);
    return e == E_NOT_FOUND ? err_broken("picture", "the file %s is not there", sha256) : e;
}

enum err rendition_find(struct server *server, struct db_conn *db, const struct rendition *r, int *fd, int64_t *size)
{
    char sha256[SHA256_TEXT_SIZE], type[32];
    enum err e = render_get(db, r->recipe, sha256, type);
    return e ? e : blob_open(server->blobs, sha256, fd, size);
}

static enum err draw(struct server *server, const struct rendition *r, struct blob_draft *draft)
{
    int to;
    enum err e = blob_draft_open(draft, BLOB_WRITE, &to);
    if (e)
        return e;
    e = r->draw(server, r->context, to);
    close(to);
    return e ? e : blob_draft_seal(draft);
}

enum err rendition_make(struct server *server, const struct rendition *r)
{
    g_autoptr(blob_draft) draft = NULL;
    enum err e = blob_draft_new(server->blobs, &draft);
    if (!e)
        e = draw(server, r, draft);
    if (!e)
        e = blob_draft_keep(draft);
    if (e)
        return e;
    struct keeping keeping = {server, r, draft};
    return keep_end(server->writer, draft, writer_run(server->writer, insert, &keeping));
}

/* The one before us may have ended between our look and our turn. */
static enum err make_or_find(struct req *req, const struct rendition *r, int *fd, int64_t *size)
{
    enum err e = rendition_find(req->server, req->db, r, fd, size);
    if (e != E_NOT_FOUND)
        return e;
    e = rendition_make(req->server, r);
    return e ? e : rendition_find(req->server, req->db, r, fd, size);
}

enum err rendition_open(struct req *req, const struct rendition *r, int *fd, int64_t *size)
{
    struct underway *underway = req->server->underway;
    enum err e = rendition_find(req->server, req->db, r, fd, size);
    if (e != E_NOT_FOUND)
        return e;
    if (req->has_drawn || !underway_begin(underway, r->recipe)) {
        g_strlcpy(req->waits_for, r->recipe, sizeof req->waits_for);
        return E_BUSY;
    }
    req->has_drawn = true;
    e = make_or_find(req, r, fd, size);
    underway_end(underway, r->recipe, e);
    return e;
}

bool rendition_is_known(const struct req *req, struct reply *reply, const struct rendition *r, enum cache cache)
{
    g_autofree char *etag = g_strdup_printf("\"%s\"", r->recipe);
    if (!reply_is_known(req, etag))
        return false;
    reply->etag = g_steal_pointer(&etag);
    reply->cache = cache;
    return true;
}

enum err rendition_reply(struct req *req, struct reply *reply, const struct rendition *r, enum cache cache)
{
    int fd;
    int64_t size;
    if (rendition_is_known(req, reply, r, cache))
        return OK;
    enum err e = rendition_open(req, r, &fd, &size);
    return e ? e : reply_file_take(reply, fd, size, r->type, r->recipe, cache);
}
