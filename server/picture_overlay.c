/* SPDX-License-Identifier: Apache-2.0 */
#include "picture_overlay.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

#include "rendition.h"
#include "rule/collection.h"
#include "rule/offer.h"
#include "store/media.h"

static_assert((int)COLLECTION_STICKERS_MAX <= (int)MEDIA_STICKERS_MAX,
              "one image may have all stickers of its collection");

static bool is_of(const json_t *laid, size_t n)
{
    return (size_t)json_integer_value(json_object_get(laid, "image")) == n;
}

json_t *overlay_filter(const json_t *document, size_t n)
{
    size_t i;
    json_t *filter;
    json_array_foreach (json_object_get(document, "filters"), i, filter) {
        const json_t *look = offer_find(OFFER_FILTERS, json_string_value(json_object_get(filter, "type")));
        if (look && is_of(filter, n))
            return json_pack("{s:O, s:O, s:O}", "matrix", json_object_get(look, "matrix"), "curves",
                             json_object_get(look, "curves"), "strength", json_object_get(filter, "strength"));
    }
    return json_null();
}

/* E_NOT_FOUND where there is none any more. */
static enum err picture_find(struct req *req, const json_t *sticker, struct overlay_picture *picture)
{
    g_autoptr(media) m = NULL;
    const char *id = json_string_value(json_object_get(sticker, "media"));
    const char *name = json_string_value(json_object_get(sticker, "builtin"));
    *picture = (struct overlay_picture){.builtin = name ? sticker_set_find(name) : NULL};
    enum err e = id ? media_get(req->db, id, &m) : picture->builtin ? OK : E_NOT_FOUND;
    if (!e)
        g_strlcpy(picture->sha256, id ? m->sha256 : picture->builtin->sha256, sizeof picture->sha256);
    return e;
}

/* The number of the picture, which is added where it is new. */
static unsigned picture_number(struct overlay *overlay, const struct overlay_picture *picture)
{
    unsigned i = 0;
    while (i < overlay->count && strcmp(overlay->pictures[i].sha256, picture->sha256) != 0)
        i++;
    assert(i < MEDIA_STICKERS_MAX);
    if (i == overlay->count)
        overlay->pictures[overlay->count++] = *picture;
    return i;
}

static enum err sticker_add(struct req *req, const json_t *sticker, struct overlay *overlay)
{
    struct overlay_picture picture;
    enum err e = picture_find(req, sticker, &picture);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    int number = (int)picture_number(overlay, &picture);
    json_array_append_new(overlay->stickers,
                          json_pack("{s:i, s:O, s:O, s:O}", "file", number, "position",
                                    json_object_get(sticker, "position"), "width", json_object_get(sticker, "width"),
                                    "opacity", json_object_get(sticker, "opacity")));
    return OK;
}

enum err overlay_find(struct req *req, const json_t *document, size_t n, struct overlay *overlay)
{
    size_t i;
    json_t *sticker;
    enum err e = OK;
    *overlay = (struct overlay){.stickers = json_array()};
    json_array_foreach (json_object_get(document, "stickers"), i, sticker)
        if (!e && is_of(sticker, n))
            e = sticker_add(req, sticker, overlay);
    return e;
}

void overlay_clear(struct overlay *overlay)
{
    g_clear_pointer(&overlay->stickers, json_decref);
}

static enum err picture_open(struct server *server, const struct overlay_picture *picture, int *fd)
{
    const struct sticker_picture *builtin = picture->builtin;
    return builtin ? media_memory_file(builtin->file->data, builtin->file->size, fd)
                   : rendition_open_photo(server, picture->sha256, fd);
}

enum err overlay_open(struct server *server, const struct overlay *overlay, int files[MEDIA_STICKERS_MAX])
{
    enum err e = OK;
    unsigned opened = 0;
    while (!e && opened < overlay->count)
        if (!(e = picture_open(server, &overlay->pictures[opened], &files[opened])))
            opened++;
    while (e && opened > 0)
        close(files[--opened]);
    return e;
}

void overlay_close(const struct overlay *overlay, const int files[MEDIA_STICKERS_MAX])
{
    for (unsigned i = 0; i < overlay->count; i++)
        close(files[i]);
}
