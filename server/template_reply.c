/* SPDX-License-Identifier: Apache-2.0 */
#include "template_reply.h"

#include <string.h>

#include "base/json.h"
#include "collection_json.h"
#include "store/authorization.h"

static const char *seen(const struct req *req, const struct origin *o)
{
    if (strcmp(o->creator_id, req_viewer(req)) == 0)
        return "own";
    return authorization_seen(consent_effective(&o->consents), o->authorization_id ? &o->last : NULL);
}

/* What is gone, or was never there in this version, cannot be allowed by anybody. */
static void set_authorization(json_t *box, const char *name, const struct origin *o)
{
    json_t *reference = json_copy(json_object_get(box, "reference"));
    const char *media_id = json_string_value(json_object_get(reference, "media"));
    bool is_same = o && g_strcmp0(o->media_id, media_id) == 0;
    json_object_set_new(reference, "authorization", json_string(name));
    json_object_set_new(reference, "thumbhash", json_text_or_null(is_same ? o->thumbhash : NULL));
    json_object_set_new(box, "reference", reference);
}

static const struct origin *find(const GPtrArray *origins, json_int_t number)
{
    for (guint i = 0; i < origins->len; i++) {
        const struct origin *o = origins->pdata[i];
        if (o->number == number)
            return o;
    }
    return NULL;
}

enum err template_seen_json(struct req *req, const struct template *t, json_t **out)
{
    g_autoptr(GPtrArray) origins = NULL;
    size_t i;
    json_t *box, *boxes = json_array();
    enum err e = origin_list(req->db, t->collection_id, req_viewer(req), &origins);
    if (e) {
        json_decref(boxes);
        return e;
    }
    *out = template_json(t);
    json_array_foreach (json_object_get(*out, "boxes"), i, box) {
        const struct origin *o = find(origins, json_integer_value(json_object_get(box, "image")));
        json_t *copy = json_copy(box);
        set_authorization(copy, o ? seen(req, o) : consent_name(CONSENT_NEVER), o);
        json_array_append_new(boxes, copy);
    }
    json_object_set_new(*out, "boxes", boxes);
    return OK;
}
