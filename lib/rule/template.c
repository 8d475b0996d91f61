/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/template.h"

#include <glib.h>
#include <string.h>

#include "rule/template_text.h"

/* What is laid over the images, and goes from the first collection into the template and
 * on into the second (seed ¶0033–0035). */
static const char *const materials[] = {"texts", "audio", "stickers", "filters"};

static json_t *box_extract(const json_t *image, size_t index, const struct box *box)
{
    return json_pack("{s:I, s:i, s:i, s:{s:O, s:O}}", "image", (json_int_t)index, "width", box->width, "height",
                     box->height, "reference", "media", json_object_get(image, "media"), "alt",
                     json_object_get(image, "alt"));
}

json_t *template_extract(const json_t *collection, const struct box *boxes)
{
    const json_t *images = json_object_get(collection, "images");
    json_t *extracted = json_array();
    for (size_t i = 0; i < json_array_size(images); i++)
        json_array_append_new(extracted, box_extract(json_array_get(images, i), i, &boxes[i]));
    json_t *document =
        json_pack("{s:I, s:o}", "images_required", (json_int_t)json_array_size(images), "boxes", extracted);
    for (size_t i = 0; i < G_N_ELEMENTS(materials); i++)
        json_object_set_new(document, materials[i], json_deep_copy(json_object_get(collection, materials[i])));
    return document;
}

/* A body that has no list of images is left to collection_check, which says so better. */
static enum err images_check(const struct path *body, const json_t *document, const json_t *filled)
{
    json_int_t required = json_integer_value(json_object_get(document, "images_required"));
    const json_t *images = json_object_get(filled, "images");
    struct path at = path_member(body, "images");
    if (!json_is_array(images) || (json_int_t)json_array_size(images) == required)
        return OK;
    return path_refuse(&at, "wanted %d images, as many as the template needs, came %zu", (int)required,
                       json_array_size(images));
}

static enum err texts_apply(const struct path *body, const json_t *texts, json_t *given)
{
    size_t wanted = json_array_size(texts);
    struct path at = path_member(body, "texts");
    if (!json_is_array(given))
        return OK;
    if (json_array_size(given) < wanted)
        return path_refuse(&at, "wanted at least %zu texts, as many as the template has, came %zu", wanted,
                           json_array_size(given));
    enum err result = OK;
    for (size_t i = 0; i < wanted; i++) {
        struct path element = path_element(&at, i);
        if (template_text_apply(&element, json_array_get(texts, i), json_array_get(given, i)))
            result = E_INVALID;
    }
    return result;
}

enum err template_apply(const json_t *document, const json_t *body, struct refusals *refusals, json_t **filled)
{
    struct path at = {.refusals = refusals};
    json_auto_t *made = json_deep_copy(body);
    for (size_t i = 0; i < G_N_ELEMENTS(materials); i++)
        if (!json_object_get(made, materials[i]))
            json_object_set_new(made, materials[i], json_deep_copy(json_object_get(document, materials[i])));
    enum err result = images_check(&at, document, made);
    if (texts_apply(&at, json_object_get(document, "texts"), json_object_get(made, "texts")))
        result = E_INVALID;
    if (result == OK)
        *filled = g_steal_pointer(&made);
    return result;
}
