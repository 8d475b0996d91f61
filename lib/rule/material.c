/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/material.h"

#include <stdbool.h>

#include "rule/collection.h"

static const struct field position_members[] = {
    {.name = "x", .kind = FIELD_NUMBER, .min = -1, .max = 1},
    {.name = "y", .kind = FIELD_NUMBER, .min = -1, .max = 1},
    {.name = "angle", .kind = FIELD_NUMBER, .min = -360, .max = 360, .fallback = "0"},
    {},
};

/* Of what the server offers; which names there are is offer_check's. */
static enum err name_check(const struct path *at, const json_t *given)
{
    for (const char *c = json_string_value(given); *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_' || *c == '-'))
            return path_refuse(at, "wanted only a to z, 0 to 9, _ and -");
    return OK;
}

static const struct field sticker_members[] = {
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1},
    {.name = "media", .kind = FIELD_IDENTIFIER, .is_optional = true},
    {.name = "builtin", .kind = FIELD_TEXT, .min = 1, .max = 32, .also = name_check, .is_optional = true},
    {.name = "position", .kind = FIELD_OBJECT, .of = position_members},
    {.name = "width", .kind = FIELD_NUMBER, .min = 0.01, .max = 2},
    {.name = "opacity", .kind = FIELD_NUMBER, .min = 0, .max = 1, .fallback = "1"},
    {},
};

static enum err sticker_has_one_source(const struct path *at, const json_t *given)
{
    int sources = !!json_object_get(given, "media") + !!json_object_get(given, "builtin");
    if (sources == 1)
        return OK;
    return path_refuse(at, "wanted either media or builtin, came %s", sources ? "both" : "neither");
}

const struct field material_sticker = {.kind = FIELD_OBJECT, .of = sticker_members, .also = sticker_has_one_source};

static const struct field filter_members[] = {
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1},
    {.name = "type", .kind = FIELD_TEXT, .min = 1, .max = 32, .also = name_check},
    {.name = "strength", .kind = FIELD_NUMBER, .min = 0, .max = 1, .fallback = "1"},
    {},
};

const struct field material_filter = {.kind = FIELD_OBJECT, .of = filter_members};

static const char *const audio_modes[] = {"loop", "once", NULL};

const struct field material_audio_members[] = {
    {.name = "media", .kind = FIELD_IDENTIFIER, .fallback = "null"},
    {.name = "name", .kind = FIELD_TEXT, .min = 1, .max = 200, .also = field_is_not_blank},
    {.name = "playback_rate", .kind = FIELD_NUMBER, .min = 0.25, .max = 4, .fallback = "1.0"},
    {.name = "start_ms", .kind = FIELD_INTEGER, .min = 0, .max = 86400000, .fallback = "0"},
    {.name = "mode", .kind = FIELD_CHOICE, .choices = audio_modes, .fallback = "\"loop\""},
    {},
};

/* The image that element `index` names, or -1 where it names none in range. */
static json_int_t image_of(const json_t *list, size_t index)
{
    const json_t *image = json_object_get(json_array_get(list, index), "image");
    json_int_t number = json_is_integer(image) ? json_integer_value(image) : -1;
    return number < COLLECTION_IMAGES_MAX ? number : -1;
}

enum err material_filters_are_apart(const struct path *at, const json_t *filters)
{
    bool is_filtered[COLLECTION_IMAGES_MAX] = {false};
    enum err result = OK;
    for (size_t i = 0; i < json_array_size(filters); i++) {
        json_int_t image = image_of(filters, i);
        if (image < 0)
            continue;
        struct path element = path_element(at, i);
        struct path member = path_member(&element, "image");
        if (is_filtered[image])
            result = path_refuse(&member, "wanted at most one filter an image, came another for %d", (int)image);
        is_filtered[image] = true;
    }
    return result;
}

static enum err list_images_exist(const struct path *body, const char *name, const json_t *list, size_t images)
{
    struct path array = path_member(body, name);
    enum err result = OK;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_int_t image = image_of(list, i);
        if (image < 0 || (size_t)image < images)
            continue;
        struct path element = path_element(&array, i);
        struct path member = path_member(&element, "image");
        result = path_refuse(&member, "wanted one of the %zu images, counted from 0, came %d", images, (int)image);
    }
    return result;
}

enum err material_images_exist(const struct path *body, const json_t *given)
{
    static const char *const lists[] = {"texts", "stickers", "filters"};
    size_t images = json_array_size(json_object_get(given, "images"));
    enum err result = OK;
    /* Without images, the missing images are refused; every text would be one refusal more. */
    for (size_t i = 0; images > 0 && i < sizeof lists / sizeof *lists; i++)
        if (list_images_exist(body, lists[i], json_object_get(given, lists[i]), images))
            result = E_INVALID;
    return result;
}
