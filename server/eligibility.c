/* SPDX-License-Identifier: Apache-2.0 */
#include "eligibility.h"

#include "store/event.h"
#include "store/policy.h"
#include "store/template.h"
#include "store/template_order.h"

/* The collection's document with every reference resolved to the media that it shows. */
static json_t *resolved_document(const struct collection *c)
{
    json_t *document = json_copy(c->document), *images = json_array(), *image;
    size_t i;
    json_array_foreach (json_object_get(c->document, "images"), i, image) {
        json_t *copy = json_copy(image);
        json_object_del(copy, "reference");
        json_object_set_new(copy, "media", json_string(c->images[i].media_id));
        json_array_append_new(images, copy);
    }
    json_object_set_new(document, "images", images);
    return document;
}

static json_t *extract(const struct collection *c)
{
    size_t count = collection_image_count(c);
    g_autofree struct box *boxes = g_new(struct box, count);
    json_auto_t *document = resolved_document(c);
    for (size_t i = 0; i < count; i++)
        boxes[i] = c->images[i].box;
    json_t *extracted = template_extract(document, boxes);
    json_object_set(extracted, "license", json_object_get(c->document, "license"));
    return extracted;
}

static enum err attach(struct req *req, struct collection *c, const char *template_id)
{
    g_free(c->template_id);
    g_free(c->attached_id);
    c->template_id = g_strdup(template_id);
    c->attached_id = g_strdup(template_id);
    return collection_attach_template(req->db, c->id, template_id);
}

static enum err make_template(struct req *req, struct collection *c, json_t *document)
{
    char id[ID_SIZE];
    id_new(req->now_us, id);
    struct template t = {
        .id = id, .collection_id = c->id, .account_id = c->account_id, .created_us = req->now_us, .document = document};
    enum err e = template_insert(req->db, &t);
    if (!e)
        e = attach(req, c, id);
    struct announcement attached = {c->account_id, NULL, "template.attached", c->id};
    return e ? e
             : event_add_take(req->db, &attached, json_pack("{s:s, s:s}", "collection", c->id, "template", id),
                              req->now_us);
}

/* A template is never changed: what differs becomes its next version. */
static enum err renew_template(struct req *req, const struct template *t, json_t *document)
{
    if (json_equal(t->document, document))
        return OK;
    return template_add_version(req->db, t->id, t->version + 1, document, req->now_us);
}

static enum err extract_template(struct req *req, struct collection *c)
{
    g_autoptr(template) t = NULL;
    enum err e = template_of_collection(req->db, c->id, &t);
    if (e && e != E_NOT_FOUND)
        return e;
    json_auto_t *document = extract(c);
    if (e)
        return make_template(req, c, document);
    if (!t->is_active)
        return OK;
    e = renew_template(req, t, document);
    return e || c->attached_id ? e : attach(req, c, t->id);
}

/* One that has a template loses it; a carried identifier is that of another collection. */
static enum err obey_order(struct req *req, struct collection *c, enum template_rule *rule)
{
    enum err e = template_rule_get(req->db, c->id, rule);
    if (!e && *rule == TEMPLATE_FORBIDDEN)
        e = template_order_withdraw(req->db, c->id);
    if (!e && *rule == TEMPLATE_FORBIDDEN && g_strcmp0(c->attached_id, c->made_with_id) != 0)
        g_clear_pointer(&c->template_id, g_free);
    return e;
}

enum err eligibility_update(struct req *req, struct collection *c)
{
    struct facts facts;
    json_auto_t *explanation = NULL;
    enum template_rule rule = TEMPLATE_BY_POLICY;
    enum err e = facts_get(req->db, c->id, &facts);
    if (e)
        return e;
    struct eligibility eligibility = {
        .policy_version = req->server->policy_version,
        .is_eligible = policy_evaluate(req->server->policy, &facts, &explanation),
        .evaluated_us = req->now_us,
    };
    e = eligibility_put(req->db, c->id, &eligibility, explanation);
    if (!e)
        e = obey_order(req, c, &rule);
    if (e || !template_rule_allows(rule, eligibility.is_eligible) || !visibility_offers_template(c->visibility))
        return e;
    /* One that carries another's identifier on offers that template, not one of its own. */
    if (c->attached_id && c->made_with_id && g_strcmp0(c->attached_id, c->made_with_id) == 0)
        return OK;
    return extract_template(req, c);
}
