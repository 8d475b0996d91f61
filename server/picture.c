/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "picture_overlay.h"
#include "rendition.h"

/* Counted up when lib/render draws the same input differently, so that old pictures go. */
enum { RENDER_VERSION = 5 };

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
static json_t *picture_json(const struct req *req, const struct collection *c, size_t n, int width,
                            const struct overlay *overlay)
{
    const json_t *image = json_array_get(json_object_get(c->document, "images"), n);
    json_t *texts = json_array(), *text;
    size_t i;
    json_array_foreach (json_object_get(c->document, "texts"), i, text)
        if ((size_t)json_integer_value(json_object_get(text, "image")) == n)
            json_array_append(texts, text);
    return json_pack("{s:i, s:{s:i, s:i}, s:O, s:o, s:O, s:o, s:s, s:I}", "width", width, "box", "width",
                     c->images[n].box.width, "height", c->images[n].box.height, "fit", json_object_get(image, "fit"),
                     "filter", overlay_filter(c->document, n), "stickers", overlay->stickers, "texts", texts, "type",
                     PICTURE_TYPE, "quality", (json_int_t)req->server->config->render_quality);
}

/* The description has the filter's numbers in it, so that another table is another recipe. */
static void make_recipe(const json_t *picture, const char *photo, const struct overlay *overlay,
                        char recipe[SHA256_TEXT_SIZE])
{
    g_autoptr(GString) text = json_text(picture);
    g_string_append_printf(text, " %s %d", photo, RENDER_VERSION);
    for (unsigned i = 0; i < overlay->count; i++)
        g_string_append_printf(text, " %s", overlay->pictures[i].sha256);
    sha256_text(text->str, text->len, recipe);
}

struct drawing {
    const json_t *picture;
    const char *photo;
    const struct overlay *overlay;
};

static enum err open_photo(struct server *server, const char *photo, int *fd)
{
    return strcmp(photo, NEUTRAL_NAME) == 0 ? overlay_memory(neutral, sizeof neutral, fd)
                                            : rendition_open_photo(server, photo, fd);
}

static enum err draw(struct server *server, const void *context, int to)
{
    const struct drawing *d = context;
    int stickers[MEDIA_STICKERS_MAX], from = -1;
    enum err e = open_photo(server, d->photo, &from);
    if (e)
        return e;
    e = overlay_open(server, d->overlay, stickers);
    if (!e) {
        const struct media_files files = {from, to, stickers, d->overlay->count};
        e = media_render(server->media, d->picture, &files);
        overlay_close(d->overlay, stickers);
    }
    close(from);
    return e;
}

static enum err reply_drawn(struct req *req, struct reply *reply, const struct rendition *rendition, enum cache cache)
{
    int fd;
    int64_t size;
    g_autofree char *etag = g_strdup_printf("\"%s\"", rendition->recipe);
    reply->cache = cache;
    /* Nothing need be drawn for one who has it. */
    if (reply_is_known(req, etag)) {
        reply->etag = g_steal_pointer(&etag);
        return OK;
    }
    enum err e = rendition_open(req, rendition, &fd, &size);
    return e ? e : reply_file_take(reply, fd, size, PICTURE_TYPE, rendition->recipe, cache);
}

enum err picture_reply(struct req *req, struct reply *reply, const struct collection *c, size_t n, int width,
                       enum cache cache)
{
    struct overlay overlay;
    enum err e = overlay_find(req, c->document, n, &overlay);
    bool is_neutral = collection_image_is_neutral(&c->images[n]);
    const char *photo = is_neutral ? NEUTRAL_NAME : c->images[n].sha256;
    json_auto_t *picture = picture_json(req, c, n, width, &overlay);
    struct drawing drawing = {picture, photo, &overlay};
    struct rendition rendition = {
        .type = PICTURE_TYPE, .photo = is_neutral ? NULL : photo, .draw = draw, .context = &drawing};
    make_recipe(picture, photo, &overlay, rendition.recipe);
    if (!e)
        e = reply_drawn(req, reply, &rendition, cache);
    overlay_clear(&overlay);
    return e;
}
