/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "exchange.h"
#include "keep.h"
#include "store/media.h"

/* Counted up when lib/render draws the same input differently, so that old pictures go. */
enum { RENDER_VERSION = 1 };

#define PICTURE_TYPE "image/jpeg"

/* What the worker is told (media_render). */
static json_t *picture_json(const struct req *req, const struct collection *c, size_t n, int width)
{
    const json_t *image = json_array_get(json_object_get(c->document, "images"), n);
    json_t *texts = json_array(), *text;
    size_t i;
    json_array_foreach (json_object_get(c->document, "texts"), i, text)
        if ((size_t)json_integer_value(json_object_get(text, "image")) == n)
            json_array_append(texts, text);
    return json_pack("{s:i, s:{s:i, s:i}, s:O, s:o, s:s, s:I}", "width", width, "box", "width", c->images[n].box.width,
                     "height", c->images[n].box.height, "fit", json_object_get(image, "fit"), "texts", texts, "type",
                     PICTURE_TYPE, "quality", (json_int_t)req->server->config->render_quality);
}

static void make_recipe(const json_t *picture, const char *photo, char recipe[SHA256_TEXT_SIZE])
{
    g_autoptr(GString) text = json_text(picture);
    g_string_append_printf(text, " %s %d", photo, RENDER_VERSION);
    sha256_text(text->str, text->len, recipe);
}

struct drawing {
    struct blob_store *blobs;
    const char *recipe;
    const struct blob_draft *draft;
    int64_t now_us;
};

static enum err insert(struct db_conn *db, void *context)
{
    const struct drawing *d = context;
    enum err e = keep_check(d->blobs, d->draft);
    return e ? e
             : render_insert(db, d->recipe, blob_draft_sha256(d->draft), blob_draft_size(d->draft), PICTURE_TYPE,
                             d->now_us);
}

static enum err draw(struct req *req, const json_t *picture, const char *photo, struct blob_draft *draft)
{
    int from, to;
    int64_t size;
    enum err e = blob_open(req->server->blobs, photo, &from, &size);
    if (e)
        return e == E_NOT_FOUND ? err_broken("picture", "the file %s is not there", photo) : e;
    e = blob_draft_open(draft, BLOB_WRITE, &to);
    if (!e) {
        e = media_render(req->server->media, picture, from, to);
        close(to);
    }
    close(from);
    return e ? e : blob_draft_seal(draft);
}

/* Draws the picture and keeps it; `sha256` gets what it is kept by. */
static enum err make(struct req *req, const json_t *picture, const char *photo, const char *recipe,
                     char sha256[SHA256_TEXT_SIZE])
{
    g_autoptr(blob_draft) draft = NULL;
    enum err e = blob_draft_new(req->server->blobs, &draft);
    if (!e)
        e = draw(req, picture, photo, draft);
    if (!e)
        e = blob_draft_keep(draft);
    if (e)
        return e;
    struct drawing drawing = {req->server->blobs, recipe, draft, req->now_us};
    e = keep_end(req->server->writer, draft, writer_run(req->server->writer, insert, &drawing));
    if (e)
        return e;
    memcpy(sha256, blob_draft_sha256(draft), SHA256_TEXT_SIZE);
    return OK;
}

enum err picture_reply(struct req *req, struct reply *reply, const struct collection *c, size_t n, int width,
                       enum cache cache)
{
    char recipe[SHA256_TEXT_SIZE], sha256[SHA256_TEXT_SIZE], type[32];
    int fd;
    int64_t size;
    json_auto_t *picture = picture_json(req, c, n, width);
    make_recipe(picture, c->images[n].sha256, recipe);
    g_autofree char *etag = g_strdup_printf("\"%s\"", recipe);
    reply->cache = cache;
    /* Nothing need be drawn for one who has it. */
    if (reply_is_known(req, etag)) {
        reply->etag = g_steal_pointer(&etag);
        return OK;
    }
    enum err e = render_get(req->db, recipe, sha256, type);
    if (e == E_NOT_FOUND)
        e = make(req, picture, c->images[n].sha256, recipe, sha256);
    if (!e)
        e = blob_open(req->server->blobs, sha256, &fd, &size);
    return e ? e : reply_file_take(reply, fd, size, PICTURE_TYPE, recipe, cache);
}
