/* SPDX-License-Identifier: Apache-2.0 */
#include "authorization_json.h"

#include "base/json.h"

static json_t *party_json(const struct party *party)
{
    return json_pack("{s:s, s:s}", "handle", party->handle, "name", party->name);
}

/* A request has an end only while it waits, or when it came to that end. */
static json_t *expires_json(const struct authorization *a)
{
    bool has_end = a->state == AUTHORIZATION_PENDING || a->state == AUTHORIZATION_EXPIRED;
    return has_end ? json_time(a->expires_us) : json_null();
}

json_t *authorization_json(const struct authorization *a)
{
    json_t *json =
        json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:s, s:o, s:o, s:o, s:s?}", "id", a->id, "state",
                  authorization_state_name(a->state), "collection", a->collection_id, "image", (json_int_t)a->image,
                  "requester", party_json(&a->requester), "creator", party_json(&a->creator), "note", a->note,
                  "requested", json_time(a->requested_us), "expires", expires_json(a), "decided",
                  json_time(a->decided_us), "effect", authorization_effect_name(a->effect));
    const char *sentence = a->decided_us ? authorization_sentence(a->state) : NULL;
    if (sentence)
        json_object_set_new(json, "sentence", json_string(sentence));
    return json;
}

static json_t *signed_party_json(const struct party *party)
{
    return json_pack("{s:s, s:s}", "id", party->id, "handle", party->handle);
}

json_t *receipt_statement_json(const struct authorization *a, const char *key_id)
{
    json_t *json = json_pack("{s:s, s:i, s:s, s:s, s:I, s:o, s:o, s:s}", "type", "stencil-authorization-receipt",
                             "version", 1, "authorization", a->id, "collection", a->collection_id, "image",
                             (json_int_t)a->image, "requester", signed_party_json(&a->requester), "creator",
                             signed_party_json(&a->creator), "state", authorization_state_name(a->state));
    if (a->effect != EFFECT_NONE)
        json_object_set_new(json, "effect", json_string(authorization_effect_name(a->effect)));
    json_object_set_new(json, "at", json_time(a->decided_us));
    json_object_set_new(json, "key", json_string(key_id));
    return json;
}

json_t *receipt_json(const struct receipt *r)
{
    return json_pack("{s:s, s:s, s:s}", "statement", r->statement, "signature", r->signature, "key", r->key_id);
}

json_t *consent_json(const struct party *person, enum consent consent)
{
    return json_pack("{s:o, s:s}", "person", party_json(person), "consent", consent_name(consent));
}
