/* SPDX-License-Identifier: Apache-2.0 */
#include "eligibility.h"

#include "store/event.h"
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

static enum err attach(struct evaluator *ev, struct collection *c, const char *template_id)
{
    g_free(c->template_id);
    g_free(c->attached_id);
    c->template_id = g_strdup(template_id);
    c->attached_id = g_strdup(template_id);
    return collection_attach_template(ev->db, c->id, template_id);
}

static enum err make_template(struct evaluator *ev, struct collection *c, json_t *document)
{
    char id[ID_SIZE];
    id_new(ev->now_us, id);
    struct template t = {
        .id = id, .collection_id = c->id, .account_id = c->account_id, .created_us = ev->now_us, .document = document};
    enum err e = template_insert(ev->db, &t);
    if (!e)
        e = attach(ev, c, id);
    struct announcement attached = {c->account_id, NULL, "template.attached", c->id};
    return e ? e
             : event_add_take(ev->db, &attached, json_pack("{s:s, s:s}", "collection", c->id, "template", id),
                              ev->now_us);
}

/* A template is never changed: what differs becomes its next version. */
static enum err renew_template(struct evaluator *ev, const struct template *t, json_t *document)
{
    if (json_equal(t->document, document))
        return OK;
    return template_add_version(ev->db, t->id, t->version + 1, document, ev->now_us);
}

static enum err extract_template(struct evaluator *ev, struct collection *c)
{
    g_autoptr(template) t = NULL;
    enum err e = template_of_collection(ev->db, c->id, &t);
    if (e && e != E_NOT_FOUND)
        return e;
    json_auto_t *document = extract(c);
    if (e)
        return make_template(ev, c, document);
    if (!t->is_active)
        return OK;
    e = renew_template(ev, t, document);
    return e || c->attached_id ? e : attach(ev, c, t->id);
}

/* One that has a template loses it; a carried identifier is that of another collection. */
static enum err obey_order(struct evaluator *ev, struct collection *c, enum template_rule *rule)
{
    enum err e = template_rule_get(ev->db, c->id, rule);
    if (!e && *rule == TEMPLATE_FORBIDDEN)
        e = template_order_withdraw(ev->db, c->id);
    if (!e && *rule == TEMPLATE_FORBIDDEN && g_strcmp0(c->attached_id, c->made_with_id) != 0)
        g_clear_pointer(&c->template_id, g_free);
    return e;
}

enum err eligibility_attach(struct evaluator *ev, struct collection *c, bool is_eligible)
{
    enum template_rule rule;
    struct exposure exposure = collection_exposure(c);
    enum err e = obey_order(ev, c, &rule);
    if (e || !template_rule_allows(rule, is_eligible) || !exposure_offers_template(&exposure))
        return e;
    /* One that carries another's identifier on offers that template, not one of its own. */
    if (c->attached_id && c->made_with_id && g_strcmp0(c->attached_id, c->made_with_id) == 0)
        return OK;
    return extract_template(ev, c);
}

enum err eligibility_update(struct req *req, struct collection *c)
{
    g_auto(evaluator) ev = {0};
    enum err e = evaluator_open(req->server, req->db, req->now_us, &ev);
    return e ? e : evaluate_collection(&ev, c);
}
