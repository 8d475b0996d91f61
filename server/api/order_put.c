/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "order.h"
#include "store/template.h"

/* What a moderator withdrew is not forced out again by the way. */
static enum err check_template(struct req *req, struct reply *reply, const struct collection *c)
{
    g_autoptr(template) t = NULL;
    enum err e = template_of_collection(req->db, c->id, &t);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    if (t->withdrawn_by != WITHDRAWN_BY_MODERATOR)
        return OK;
    return reply_refuse(reply, E_STATE, "A moderator withdrew the template of this collection; restore it first.");
}

static struct template_order order_of(const struct req *req, const json_t *body)
{
    return (struct template_order){
        .rule = template_rule_parse(json_string_value(json_object_get(body, "rule"))),
        .actor_handle = req->account->handle,
        .reason = (char *)json_string_value(json_object_get(body, "reason")),
        .note = (char *)json_string_value(json_object_get(body, "note")),
        .created_us = req->now_us,
    };
}

static enum err find_earlier(struct req *req, const struct collection *c, json_t **before)
{
    g_autoptr(template_order) earlier = NULL;
    enum err e = template_order_get(req->db, c->id, &earlier);
    if (e && e != E_NOT_FOUND)
        return e;
    *before = order_json(c->id, earlier);
    return OK;
}

/* With the template that it has now. */
static enum err answer(struct req *req, struct reply *reply, const struct collection *c,
                       const struct template_order *order)
{
    g_autoptr(template) t = NULL;
    enum err e = template_of_collection(req->db, c->id, &t);
    if (e && e != E_NOT_FOUND)
        return e;
    json_t *json = order_json(c->id, order);
    json_object_set_new(json, "template", json_text_or_null(t && t->is_active ? t->id : NULL));
    return reply_json_take(reply, json);
}

enum err api_order_put(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    json_auto_t *body = NULL, *before = NULL;
    enum err e = template_rule_check(req->body, &req->refusals, &body);
    if (!e)
        e = order_find(req, reply, &c);
    if (e)
        return e;
    struct template_order order = order_of(req, body);
    if (order.rule == TEMPLATE_FORCED)
        e = check_template(req, reply, c);
    if (!e)
        e = find_earlier(req, c, &before);
    if (!e)
        e = template_order_put(req->db, c->id, &order);
    if (!e)
        e = order_follow_take(req, c, &order, body, g_steal_pointer(&before));
    return e ? e : answer(req, reply, c, &order);
}
