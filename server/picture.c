/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "picture_overlay.h"
#include "rendition.h"

/* Counted up when lib/render draws the same input differently, so that old pictures go. */
enum { RENDER_VERSION = 5 };

/* What is drawn in place of a photo that may not be shown: one grey pixel (PNG), and its name
 * in recipes. */
static const unsigned char neutral[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x98, 0x05, 0x00, 0x00, 0x9c, 0x00, 0x9b,
    0x05, 0x2c, 0xd4, 0x51, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
#define NEUTRAL_NAME "neutral"

/* Of WebP and AVIF numbers that look like a JPEG of 82; 0 is the setting's. PNG has none. */
static const int qualities[PICTURE_FORM_COUNT] = {
    [PICTURE_JPEG] = 0, [PICTURE_WEBP] = 80, [PICTURE_PNG] = 100, [PICTURE_AVIF] = 55};

int picture_quality(const struct config *config, enum picture_form form)
{
    return qualities[form] ? qualities[form] : (int)config->render_quality;
}

/* One image as it is to be drawn. What it points to is borrowed from the collection. */
struct picture {
    const char *photo;
    json_t *json; /* what the worker is told (media_render) */
    struct overlay overlay;
    struct rendition rendition;
};

static json_t *picture_json(const struct req *req, const struct collection *c, size_t n, int width,
                            enum picture_form form, const struct overlay *overlay)
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
                     picture_form_type(form), "quality", (json_int_t)picture_quality(req->server->config, form));
}

/* The description has the filter's numbers in it, so that another table is another recipe. */
static void make_recipe(struct picture *p)
{
    g_autoptr(GString) text = json_text(p->json);
    g_string_append_printf(text, " %s %d", p->photo, RENDER_VERSION);
    for (unsigned i = 0; i < p->overlay.count; i++)
        g_string_append_printf(text, " %s", p->overlay.pictures[i].sha256);
    sha256_text(text->str, text->len, p->rendition.recipe);
}

static enum err open_photo(struct server *server, const char *photo, int *fd)
{
    return strcmp(photo, NEUTRAL_NAME) == 0 ? media_memory_file(neutral, sizeof neutral, fd)
                                            : rendition_open_photo(server, photo, fd);
}

static enum err draw(struct server *server, const void *context, int to)
{
    const struct picture *p = context;
    int stickers[MEDIA_STICKERS_MAX], from = -1;
    enum err e = open_photo(server, p->photo, &from);
    if (e)
        return e;
    e = overlay_open(server, &p->overlay, stickers);
    if (!e) {
        const struct media_files files = {from, to, stickers, p->overlay.count};
        e = media_render(server->media, p->json, &files);
        overlay_close(&p->overlay, stickers);
    }
    close(from);
    return e;
}

static void picture_clear(struct picture *p)
{
    g_clear_pointer(&p->json, json_decref);
    overlay_clear(&p->overlay);
}

static enum err picture_find(struct req *req, const struct collection *c, size_t n, int width, enum picture_form form,
                             struct picture *p)
{
    bool is_neutral = collection_image_is_neutral(&c->images[n]);
    *p = (struct picture){.photo = is_neutral ? NEUTRAL_NAME : c->images[n].sha256};
    enum err e = overlay_find(req, c->document, n, &p->overlay);
    p->json = picture_json(req, c, n, width, form, &p->overlay);
    p->rendition = (struct rendition){
        .type = picture_form_type(form), .photo = is_neutral ? NULL : p->photo, .draw = draw, .context = p};
    make_recipe(p);
    if (e)
        picture_clear(p);
    return e;
}

enum err picture_recipe(struct req *req, const struct collection *c, size_t n, int width, enum picture_form form,
                        char recipe[SHA256_TEXT_SIZE])
{
    struct picture p;
    enum err e = picture_find(req, c, n, width, form, &p);
    if (e)
        return e;
    memcpy(recipe, p.rendition.recipe, SHA256_TEXT_SIZE);
    picture_clear(&p);
    return OK;
}

enum err picture_open(struct req *req, const struct collection *c, size_t n, int width, enum picture_form form, int *fd,
                      int64_t *size)
{
    struct picture p;
    enum err e = picture_find(req, c, n, width, form, &p);
    if (e)
        return e;
    e = rendition_open(req, &p.rendition, fd, size);
    picture_clear(&p);
    return e;
}

enum err picture_reply(struct req *req, struct reply *reply, const struct collection *c, size_t n, int width,
                       enum picture_form form, enum cache cache)
{
    struct picture p;
    enum err e = picture_find(req, c, n, width, form, &p);
    if (e)
        return e;
    e = rendition_reply(req, reply, &p.rendition, cache);
    picture_clear(&p);
    return e;
}
