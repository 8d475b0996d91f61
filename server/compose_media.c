/* SPDX-License-Identifier: Apache-2.0 */
#include "compose_media.h"

#include <string.h>

#include "store/media.h"

/* Her own media of a kind. */
static enum err find_own(struct req *req, const char *id, const char *kind, const char *pointer, struct media **out)
{
    g_autoptr(media) m = NULL;
    enum err e = media_get(req->db, id, &m);
    if (e && e != E_NOT_FOUND)
        return e;
    if (e || g_strcmp0(m->account_id, req_viewer(req)) != 0)
        return refuse(&req->refusals, pointer, "wanted an upload of your own; you have none by this id");
    if (strcmp(m->kind, kind) != 0)
        return refuse(&req->refusals, pointer, "wanted an upload of the kind %s, came one of the kind %s", kind,
                      m->kind);
    *out = g_steal_pointer(&m);
    return OK;
}

static enum err own_photo(struct req *req, const char *id, size_t n, struct collection_image *image)
{
    g_autoptr(media) m = NULL;
    g_autofree char *pointer = g_strdup_printf("/images/%zu/media", n);
    enum err e = find_own(req, id, "image", pointer, &m);
    if (e)
        return e;
    g_strlcpy(image->media_id, m->id, sizeof image->media_id);
    image->box = (struct box){(int)m->width, (int)m->height};
    return OK;
}

/* An image of a collection of her own; another creator's needs her authorization. */
static enum err referenced_photo(struct req *req, const json_t *reference, size_t n, struct collection_image *image)
{
    g_autoptr(collection) source = NULL;
    g_autofree char *pointer = g_strdup_printf("/images/%zu/reference", n);
    const char *id = json_string_value(json_object_get(reference, "collection"));
    size_t number = (size_t)json_integer_value(json_object_get(reference, "image"));
    enum err e = collection_get(req->db, req_viewer(req), id, &source);
    if (e && e != E_NOT_FOUND)
        return e;
    struct viewer viewer = {req_role(req), false, !e && source->is_follower};
    bool is_own = !e && strcmp(source->account_id, req_viewer(req)) == 0;
    if (e || number >= collection_image_count(source) ||
        (!is_own && !collection_is_visible(source->visibility, source->is_posted, &viewer)))
        return refuse(&req->refusals, pointer, "there is no such image");
    if (!is_own)
        return refuse(&req->refusals, pointer, "this image needs its creator's authorization");
    g_strlcpy(image->media_id, source->images[number].media_id, sizeof image->media_id);
    g_strlcpy(image->reference_collection_id, source->id, sizeof image->reference_collection_id);
    image->reference_image = (int64_t)number;
    image->box = source->images[number].box;
    return OK;
}

static struct box template_box(const json_t *template, size_t n)
{
    const json_t *box = json_array_get(json_object_get(template, "boxes"), n);
    return (struct box){(int)json_integer_value(json_object_get(box, "width")),
                        (int)json_integer_value(json_object_get(box, "height"))};
}

static enum err resolve_image(struct req *req, struct collection *c, size_t n, const json_t *template)
{
    const json_t *image = json_array_get(json_object_get(c->document, "images"), n);
    const json_t *reference = json_object_get(image, "reference");
    enum err e = reference ? referenced_photo(req, reference, n, &c->images[n])
                           : own_photo(req, json_string_value(json_object_get(image, "media")), n, &c->images[n]);
    if (!e && template)
        c->images[n].box = template_box(template, n);
    return e;
}

/* What is laid over and was taken over from the template is its creator's, and may be used. */
static bool template_has(const json_t *template, const char *id)
{
    const json_t *audio = json_object_get(template, "audio"), *sticker;
    const char *own = json_string_value(json_object_get(audio, "media"));
    size_t i;
    if (own && strcmp(own, id) == 0)
        return true;
    json_array_foreach (json_object_get(template, "stickers"), i, sticker)
        if (g_strcmp0(json_string_value(json_object_get(sticker, "media")), id) == 0)
            return true;
    return false;
}

static enum err check_laid_over(struct req *req, const json_t *holder, const char *kind, const char *pointer,
                                const json_t *template)
{
    g_autoptr(media) m = NULL;
    const char *id = json_string_value(json_object_get(holder, "media"));
    if (!id || template_has(template, id))
        return OK;
    return find_own(req, id, kind, pointer, &m);
}

/* Goes on after a refused field, so that all of them are named; not after a failure. */
static enum err worse(enum err so_far, enum err now)
{
    return now && (!so_far || now != E_INVALID) ? now : so_far;
}

enum err compose_media(struct req *req, struct collection *c, const json_t *template)
{
    size_t count = collection_image_count(c), i;
    json_t *sticker;
    enum err e = OK;
    g_free(c->images);
    c->images = g_new0(struct collection_image, count);
    for (i = 0; i < count; i++)
        e = worse(e, resolve_image(req, c, i, template));
    e = worse(e, check_laid_over(req, json_object_get(c->document, "audio"), "audio", "/audio/media", template));
    json_array_foreach (json_object_get(c->document, "stickers"), i, sticker) {
        g_autofree char *pointer = g_strdup_printf("/stickers/%zu/media", i);
        e = worse(e, check_laid_over(req, sticker, "image", pointer, template));
    }
    return e;
}
