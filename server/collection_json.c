/* SPDX-License-Identifier: Apache-2.0 */
#include "collection_json.h"

#include "base/json.h"
#include "rule/place.h"

static json_t *integer_or_null(int64_t number)
{
    return number ? json_integer(number) : json_null();
}

json_t *account_json(const struct account *a, const struct account_counts *counts)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:I, s:I, s:I}", "id", a->id, "handle", a->handle, "name",
                     a->name, "bio", a->bio, "role", role_name(a->role), "consent", consent_name(a->consent), "created",
                     json_time(a->created_us), "followers", (json_int_t)counts->followers, "following",
                     (json_int_t)counts->following, "collections", (json_int_t)counts->collections);
}

static json_t *place_json(const char *text)
{
    struct place place;
    if (!text || !place_parse(text, &place))
        return json_null();
    return json_pack("{s:f, s:f}", "lat", place.latitude, "lon", place.longitude);
}

json_t *media_json(const struct media *m)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s?, s:I, s:s, s:s?, s:o, s:o}", "id", m->id, "state",
                     "ready", "kind", m->kind, "type", m->type, "width", integer_or_null(m->width), "height",
                     integer_or_null(m->height), "duration_ms", integer_or_null(m->duration_ms), "name", m->name,
                     "size", (json_int_t)m->size_bytes, "sha256", m->sha256, "thumbhash", m->thumbhash, "location",
                     place_json(m->place), "created", json_time(m->created_us));
}

json_t *evaluations_json(const struct collection *c)
{
    return json_pack("{s:I, s:I, s:s?}", "up", (json_int_t)c->up_count, "down", (json_int_t)c->down_count, "mine",
                     c->mine > 0   ? "up"
                     : c->mine < 0 ? "down"
                                   : NULL);
}

static json_t *creator_json(const char *handle, const char *name)
{
    return handle ? json_pack("{s:s, s:s}", "handle", handle, "name", name) : json_null();
}

static json_t *boxes_json(const struct collection *c)
{
    json_t *boxes = json_array();
    for (size_t i = 0; i < collection_image_count(c); i++) {
        json_t *box = json_pack("{s:i, s:i, s:i}", "image", (int)i, "width", c->images[i].box.width, "height",
                                c->images[i].box.height);
        if (collection_image_is_neutral(&c->images[i]))
            json_object_set_new(box, "replaced", json_true());
        json_array_append_new(boxes, box);
    }
    return boxes;
}

static json_t *removed_json(const struct collection *c)
{
    return json_pack("{s:s, s:s, s:o}", "reason", c->removed_reason, "note", c->removed_note, "since",
                     json_time(c->removed_us));
}

json_t *collection_json(const struct collection *c)
{
    json_t *json = json_pack("{s:s, s:o, s:I, s:o, s:o, s:o}", "id", c->id, "creator", creator_json(c->handle, c->name),
                             "version", (json_int_t)c->version, "created", json_time(c->created_us), "updated",
                             json_time(c->updated_us), "posted", json_time(c->posted_us));
    /* What was stored before there was consent has none in its document. */
    json_object_set_new(json, "authorization", json_null());
    json_object_update(json, c->document);
    json_object_set_new(json, "state", json_string(c->is_posted ? "posted" : "draft"));
    if (c->is_hidden)
        json_object_set_new(json, "hidden", json_true());
    if (c->is_removed)
        json_object_set_new(json, "removed", removed_json(c));
    json_object_set_new(json, "boxes", boxes_json(c));
    json_object_set_new(json, "template_version", integer_or_null(c->made_with_version));
    json_object_set_new(json, "template_identifier", json_text_or_null(c->template_id));
    json_object_set_new(json, "evaluations", evaluations_json(c));
    return json;
}

json_t *template_json(const struct template *t)
{
    json_t *license = json_object_get(t->document, "license");
    json_t *source = json_pack("{s:s, s:o, s:O?}", "collection", t->collection_id, "creator",
                               creator_json(t->handle, t->name), "license", license);
    json_t *json = json_pack("{s:s, s:I, s:o}", "id", t->id, "version", (json_int_t)t->version, "source", source);
    json_object_update(json, t->document);
    json_object_del(json, "license");
    json_object_set_new(json, "uses", json_integer(t->uses));
    json_object_set_new(json, "created", json_time(t->created_us));
    json_object_set_new(json, "extracted", json_time(t->extracted_us));
    return json;
}
