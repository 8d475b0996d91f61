/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/json.h"
#include "exchange.h"
#include "keep.h"
#include "store/media.h"

/* Counted up when lib/render draws the same input differently, so that old pictures go. */
enum { RENDER_VERSION = 1 };

#define PICTURE_TYPE "image/jpeg"

/* What is drawn in place of a photo that may not be shown: one grey pixel (PNG), and its name
 * in recipes. */
static const unsigned char neutral[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x98, 0x05, 0x00, 0x00, 0x9c, 0x00, 0x9b,
    0x05, 0x2c, 0xd4, 0x51, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
#define NEUTRAL_NAME "neutral"

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

static enum err open_neutral(int *fd)
{
    int made = memfd_create(NEUTRAL_NAME, MFD_CLOEXEC);
    if (made < 0)
        return err_errno("picture", "memfd_create", errno);
    if (write(made, neutral, sizeof neutral) != (ssize_t)sizeof neutral || lseek(made, 0, SEEK_SET)) {
        close(made);
        return err_errno("picture", "memfd", errno);
    }
    *fd = made;
    return OK;
}

static enum err open_photo(const struct req *req, const char *photo, int *fd)
{
    int64_t size;
    if (strcmp(photo, NEUTRAL_NAME) == 0)
        return open_neutral(fd);
    enum err e = blob_open(req->server->blobs, photo, fd, &size);
    return e == E_NOT_FOUND ? err_broken("picture", "the file %s is not there", photo) : e;
}

static enum err draw(struct req *req, const json_t *picture, const char *photo, struct blob_draft *draft)
{
    int from = -1, to;
    enum err e = open_photo(req, photo, &from);
    if (e)
        return e;
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
    const char *photo = collection_image_is_neutral(&c->images[n]) ? NEUTRAL_NAME : c->images[n].sha256;
    json_auto_t *picture = picture_json(req, c, n, width);
    make_recipe(picture, photo, recipe);
    g_autofree char *etag = g_strdup_printf("\"%s\"", recipe);
    reply->cache = cache;
    /* Nothing need be drawn for one who has it. */
    if (reply_is_known(req, etag)) {
        reply->etag = g_steal_pointer(&etag);
        return OK;
    }
    enum err e = render_get(req->db, recipe, sha256, type);
    if (e == E_NOT_FOUND)
        e = make(req, picture, photo, recipe, sha256);
    if (!e)
        e = blob_open(req->server->blobs, sha256, &fd, &size);
    return e ? e : reply_file_take(reply, fd, size, PICTURE_TYPE, recipe, cache);
}
