/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/collection.h"

#include <glib.h>

#include "rule/license.h"
#include "rule/material.h"

static const struct field fit_members[] = {
    {.name = "x", .kind = FIELD_NUMBER, .min = -0.5, .max = 0.5, .fallback = "0"},
    {.name = "y", .kind = FIELD_NUMBER, .min = -0.5, .max = 0.5, .fallback = "0"},
    {.name = "zoom", .kind = FIELD_NUMBER, .min = 1, .max = 10, .fallback = "1"},
    {},
};

static const struct field reference_members[] = {
    {.name = "collection", .kind = FIELD_IDENTIFIER},
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1},
    {},
};

static const struct field image_members[] = {
    {.name = "media", .kind = FIELD_IDENTIFIER, .is_optional = true},
    {.name = "reference", .kind = FIELD_OBJECT, .of = reference_members, .is_optional = true},
    {.name = "alt", .kind = FIELD_LINES, .max = IMAGE_ALT_MAX, .fallback = "\"\""},
    {.name = "fit", .kind = FIELD_OBJECT, .of = fit_members, .fallback = "{}"},
    {},
};

static enum err image_has_one_source(const struct path *at, const json_t *given)
{
    int sources = !!json_object_get(given, "media") + !!json_object_get(given, "reference");
    if (sources == 1)
        return OK;
    return path_refuse(at, "wanted either media or reference, came %s", sources ? "both" : "neither");
}

static const struct field image = {.kind = FIELD_OBJECT, .of = image_members, .also = image_has_one_source};

static enum err topic_has_no_edge_blanks(const struct path *at, const json_t *given)
{
    const char *text = json_string_value(given);
    const char *last = g_utf8_find_prev_char(text, text + json_string_length(given));
    if (!g_unichar_isspace(g_utf8_get_char(text)) && !g_unichar_isspace(g_utf8_get_char(last)))
        return OK;
    return path_refuse(at, "wanted no white space at the beginning or the end");
}

static const struct field topic = {.kind = FIELD_TEXT, .min = 1, .max = TOPIC_MAX, .also = topic_has_no_edge_blanks};

static const struct field location_members[] = {
    {.name = "name", .kind = FIELD_TEXT, .min = 1, .max = 200, .also = field_is_not_blank},
    {.name = "lat", .kind = FIELD_NUMBER, .min = -90, .max = 90, .fallback = "null"},
    {.name = "lon", .kind = FIELD_NUMBER, .min = -180, .max = 180, .fallback = "null"},
    {},
};

static bool is_stated(const json_t *given)
{
    return given && !json_is_null(given);
}

static enum err location_is_whole(const struct path *at, const json_t *given)
{
    bool has_lat = is_stated(json_object_get(given, "lat"));
    if (has_lat == is_stated(json_object_get(given, "lon")))
        return OK;
    return path_refuse(at, "wanted both lat and lon or neither, came only %s", has_lat ? "lat" : "lon");
}

static const char *const visibilities[] = {"public", "followers", "unlisted", "private", NULL};
static const char *const states[] = {"draft", "posted", NULL};

static const char *const consents[] = {"ask", "free", "never", NULL};

#define LIST_OF(member, element, most) .name = member, .kind = FIELD_ARRAY, .of = &(element), .max = (most)

static const struct field collection_members[] = {
    {LIST_OF("images", image, COLLECTION_IMAGES_MAX), .min = 1},
    {LIST_OF("texts", material_text, COLLECTION_TEXTS_MAX), .fallback = "[]"},
    {.name = "audio", .kind = FIELD_OBJECT, .of = material_audio_members, .fallback = "null"},
    {LIST_OF("stickers", material_sticker, COLLECTION_STICKERS_MAX), .fallback = "[]"},
    {LIST_OF("filters", material_filter, COLLECTION_IMAGES_MAX), .also = material_filters_are_apart, .fallback = "[]"},
    {.name = "description", .kind = FIELD_LINES, .max = DESCRIPTION_MAX, .fallback = "\"\""},
    {LIST_OF("topics", topic, COLLECTION_TOPICS_MAX), .also = field_has_no_repeats, .fallback = "[]"},
    {.name = "location", .kind = FIELD_OBJECT, .of = location_members, .also = location_is_whole, .fallback = "null"},
    {.name = "visibility", .kind = FIELD_CHOICE, .choices = visibilities, .fallback = "\"public\""},
    {.name = "state", .kind = FIELD_CHOICE, .choices = states, .fallback = "\"posted\""},
    {.name = "license", .kind = FIELD_CHOICE, .choices = license_names, .fallback = "\"all-rights-reserved\""},
    {.name = "authorization", .kind = FIELD_CHOICE, .choices = consents, .fallback = "null"},
    {.name = "offer_template", .kind = FIELD_BOOLEAN, .fallback = "false"},
    {.name = "template", .kind = FIELD_IDENTIFIER, .fallback = "null"},
    {.name = "carry_template", .kind = FIELD_BOOLEAN, .fallback = "false"},
    {},
};

static enum err collection_is_coherent(const struct path *at, const json_t *given)
{
    enum err result = material_images_exist(at, given);
    bool carries = json_is_true(json_object_get(given, "carry_template"));
    struct path carry = path_member(at, "carry_template");
    if (carries && !is_stated(json_object_get(given, "template")))
        result = path_refuse(&carry, "wanted a template to carry, came none");
    return result;
}

static const struct field collection = {.kind = FIELD_OBJECT, .of = collection_members, .also = collection_is_coherent};

enum err collection_check(const json_t *body, struct refusals *refusals, json_t **document)
{
    struct path at = {.refusals = refusals};
    return field_check(&at, &collection, body, document);
}
