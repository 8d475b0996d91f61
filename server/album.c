/* SPDX-License-Identifier: Apache-2.0 */
#include "album.h"

#include <unistd.h>

#include "album_text.h"
#include "archive/archive.h"
#include "card.h"
#include "picture.h"
#include "rule/collection.h"

#define ABOUT "about.txt"

enum { NAME_SIZE = sizeof "4294967295.jpeg" };

struct album {
    const struct collection *collection;
    enum picture_form form;
    int width;
    size_t count; /* of images */
    struct archive_part parts[COLLECTION_IMAGES_MAX + 1];
    char names[COLLECTION_IMAGES_MAX][NAME_SIZE];
};

_Static_assert(COLLECTION_IMAGES_MAX + 1 <= ARCHIVE_PARTS_MAX, "an album fits into an archive");

/* As wide as asked for, or narrower, where the image would be higher than any is drawn. */
static int width_of(const struct album *a, size_t n)
{
    return card_pixels(a->collection->images[n].box, (struct box){a->width, CARD_HEIGHT_MAX}).width;
}

static enum err open_image(struct req *req, struct album *a, size_t n)
{
    struct archive_part *part = &a->parts[n];
    g_snprintf(a->names[n], NAME_SIZE, "%02u.%s", (unsigned)n + 1, picture_form_ending(a->form));
    part->name = a->names[n];
    return picture_open(req, a->collection, n, width_of(a, n), a->form, &part->file, &part->size);
}

static enum err open_images(struct req *req, struct album *a)
{
    enum err e = OK;
    for (size_t n = 0; !e && n < a->count; n++)
        e = open_image(req, a, n);
    return e;
}

static void close_images(struct album *a)
{
    for (size_t n = 0; n < a->count; n++)
        if (a->parts[n].file >= 0)
            close(a->parts[n].file);
}

/* Of all that the bytes come from. */
static enum err make_etag(struct req *req, const struct album *a, const char *about, char etag[SHA256_TEXT_SIZE])
{
    g_autoptr(GString) all = g_string_new(about);
    enum err e = OK;
    for (size_t n = 0; !e && n < a->count; n++) {
        char recipe[SHA256_TEXT_SIZE];
        e = picture_recipe(req, a->collection, n, width_of(a, n), a->form, recipe);
        if (!e)
            g_string_append_printf(all, " %s", recipe);
    }
    if (!e)
        sha256_text(all->str, all->len, etag);
    return e;
}

static int64_t size_of(const struct album *a)
{
    int64_t size = 0;
    for (size_t n = 0; n < a->count; n++)
        size += a->parts[n].size;
    return size;
}

/* The file has no name: it is gone when it was sent. */
static enum err write_file(struct req *req, const struct album *a, int *file, int64_t *size)
{
    g_autoptr(blob_draft) draft = NULL;
    int to;
    enum err e = blob_draft_new(req->server->blobs, &draft);
    if (!e)
        e = blob_draft_open(draft, BLOB_WRITE, &to);
    if (e)
        return e;
    e = archive_write(a->parts, a->count + 1, a->collection->updated_us, to);
    *size = lseek(to, 0, SEEK_END);
    close(to);
    if (!e && *size < 0)
        return err_broken("album", "the archive has no size");
    return e ? e : blob_draft_open(draft, BLOB_READ, file);
}

static enum err reply_file(struct req *req, struct reply *reply, struct album *a, const char *etag)
{
    int file;
    int64_t size;
    enum err e = open_images(req, a);
    if (!e)
        e = reply_take_room(reply, &req->server->archive_bytes, size_of(a), req->server->config->render_archive_bytes);
    if (!e)
        e = write_file(req, a, &file, &size);
    return e ? e : reply_file_take(reply, file, size, "application/zip", etag, CACHE_REVALIDATE);
}

static enum err answer(struct req *req, struct reply *reply, struct album *a, const char *about)
{
    char etag[SHA256_TEXT_SIZE];
    enum err e = make_etag(req, a, about, etag);
    if (e)
        return e;
    g_autofree char *quoted = g_strdup_printf("\"%s\"", etag);
    /* Nothing need be drawn for one who has it. */
    if (reply_is_known(req, quoted)) {
        reply->etag = g_steal_pointer(&quoted);
        return OK;
    }
    return reply_file(req, reply, a, etag);
}

enum err album_reply(struct req *req, struct reply *reply, const struct collection *c, int width,
                     enum picture_form form)
{
    struct album a = {.collection = c, .form = form, .width = width, .count = collection_image_count(c)};
    g_autofree char *about = NULL;
    for (size_t n = 0; n <= a.count; n++)
        a.parts[n].file = -1;
    enum err e = album_text(req, reply, c, &about);
    if (e)
        return e;
    a.parts[a.count] = (struct archive_part){.name = ABOUT, .file = -1, .text = about};
    e = answer(req, reply, &a, about);
    close_images(&a);
    if (!e)
        reply_header(reply, "Content-Disposition", "attachment; filename=\"stencil-%s.zip\"", c->id);
    return e;
}
