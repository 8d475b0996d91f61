/* SPDX-License-Identifier: Apache-2.0 */
#include "compose_media.h"

#include <string.h>

#include "authorize.h"
#include "look.h"
#include "promise.h"
#include "store/media.h"
#include "store/takedown.h"

/* A collection as it is stored while it is edited; for a draft or a new one there are no images. */
struct compose_before {
    const json_t *document;
    const struct collection_image *images;
};

/* There is no such media, or none yet. */
static enum err refuse_missing(struct req *req, const char *id, const char *pointer)
{
    g_autoptr(upload) u = NULL;
    enum err e = promise_get(req, id, &u);
    if (e == E_NOT_FOUND)
        return refuse(&req->refusals, pointer, "wanted an upload of your own; you have none by this id");
    if (e)
        return e;
    return u->refusal
               ? refuse(&req->refusals, pointer, "this upload was refused: %s", u->refusal)
               : refuse(&req->refusals, pointer, "this upload is still being looked at; try again when it is ready");
}

/* Her own media of a kind. */
static enum err find_own(struct req *req, const char *id, const char *kind, const char *pointer, struct media **out)
{
    g_autoptr(media) m = NULL;
    enum err e = media_get(req->db, id, &m);
    if (e && e != E_NOT_FOUND)
        return e;
    if (e || g_strcmp0(m->account_id, req_viewer(req)) != 0)
        return refuse_missing(req, id, pointer);
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
    image->box = image->photo = (struct box){(int)m->width, (int)m->height};
    return OK;
}

/* The image that showed the same reference before a posted collection was edited, or NULL. */
static const struct collection_image *find_kept(const struct compose_before *before, const json_t *reference)
{
    size_t i;
    json_t *image;
    json_array_foreach (json_object_get(before->document, "images"), i, image) {
        if (before->images && json_equal(json_object_get(image, "reference"), reference))
            return &before->images[i];
    }
    return NULL;
}

/* Finds the image and asks whether she may use it; `*why` says why not. */
static enum err find_reference(struct req *req, const json_t *reference, struct collection_image *image,
                               const char **why)
{
    g_autoptr(collection) named = NULL;
    g_autoptr(origin) o = NULL;
    const char *id = json_string_value(json_object_get(reference, "collection"));
    int64_t number = json_integer_value(json_object_get(reference, "image"));
    enum err e = look_image(req, id, number, &named, &o);
    if (e == E_NOT_FOUND) {
        *why = "there is no such image";
        return OK;
    }
    if (!e)
        e = authorize_use(req, o, why);
    if (e || *why)
        return e;
    g_strlcpy(image->media_id, o->media_id, sizeof image->media_id);
    g_strlcpy(image->reference_collection_id, o->collection_id, sizeof image->reference_collection_id);
    image->reference_image = o->image;
    image->box = named->images[number].box;
    image->photo = named->images[number].photo;
    return OK;
}

/* Her own image, or one whose creator lets her. What she posted with permission stays hers to
 * edit around; what was taken back stays so until it is permitted again. */
static enum err referenced_photo(struct req *req, const json_t *reference, size_t n,
                                 const struct compose_before *before, struct collection_image *image)
{
    g_autofree char *pointer = g_strdup_printf("/images/%zu/reference", n);
    const struct collection_image *kept = find_kept(before, reference);
    const char *why = NULL;
    bool is_clear = kept && !kept->is_replaced && !kept->is_hiding;
    enum err e = is_clear ? OK : find_reference(req, reference, image, &why);
    if (e)
        return e;
    if (kept && (is_clear || why))
        *image = *kept;
    else if (why)
        return refuse(&req->refusals, pointer, "%s", why);
    return OK;
}

static struct box template_box(const json_t *template, size_t n)
{
    const json_t *box = json_array_get(json_object_get(template, "boxes"), n);
    return (struct box){(int)json_integer_value(json_object_get(box, "width")),
                        (int)json_integer_value(json_object_get(box, "height"))};
}

static enum err resolve_image(struct req *req, struct collection *c, size_t n, const struct compose_before *before,
                              const json_t *template)
{
    const json_t *image = json_array_get(json_object_get(c->document, "images"), n);
    const json_t *reference = json_object_get(image, "reference");
    enum err e = reference ? referenced_photo(req, reference, n, before, &c->images[n])
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

enum err compose_media(struct req *req, struct collection *c, const json_t *document, const json_t *template)
{
    size_t count = collection_image_count(c), i;
    json_t *sticker;
    enum err e = OK;
    g_autofree struct collection_image *images = c->images;
    struct compose_before before = {document, c->is_posted ? images : NULL};
    c->images = g_new0(struct collection_image, count);
    e = takedown_hides(req->db, c->id, &c->is_hidden);
    for (i = 0; i < count; i++) {
        e = worse(e, resolve_image(req, c, i, &before, template));
        c->is_hidden = c->is_hidden || c->images[i].is_hiding;
    }
    e = worse(e, check_laid_over(req, json_object_get(c->document, "audio"), "audio", "/audio/media", template));
    json_array_foreach (json_object_get(c->document, "stickers"), i, sticker) {
        g_autofree char *pointer = g_strdup_printf("/stickers/%zu/media", i);
        e = worse(e, check_laid_over(req, sticker, "image", pointer, template));
    }
    return e;
}
