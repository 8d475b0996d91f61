/* SPDX-License-Identifier: Apache-2.0 */
#include "order.h"

#include "act.h"
#include "base/json.h"
#include "eligibility.h"
#include "look.h"
#include "store/event.h"

enum err order_find(struct req *req, struct reply *reply, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    if (e)
        return e;
    if (!c->is_posted)
        return reply_refuse(reply, E_STATE, "A draft has no template.");
    *out = g_steal_pointer(&c);
    return OK;
}

json_t *order_json(const char *collection_id, const struct template_order *o)
{
    if (!o)
        return json_null();
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "collection", collection_id, "rule", template_rule_name(o->rule),
                     "moderator", o->actor_handle, "reason", o->reason, "note", o->note, "created",
                     json_time(o->created_us));
}

static enum err announce(struct req *req, const struct collection *c, const struct template_order *o)
{
    struct announcement what = {c->account_id, NULL, "moderation.template-order", c->id};
    json_t *data =
        json_pack("{s:s, s:s?, s:s?, s:s}", "collection", c->id, "rule", o ? template_rule_name(o->rule) : NULL,
                  "reason", o ? o->reason : NULL, "note", o ? o->note : "");
    return event_add_take(req->db, &what, data, req->now_us);
}

enum err order_follow_take(struct req *req, struct collection *c, const struct template_order *o, const json_t *body,
                           json_t *before)
{
    json_auto_t *was = before;
    enum err e = o && o->rule == TEMPLATE_FORBIDDEN ? OK : template_order_give_back(req->db, c->id);
    if (!e)
        e = eligibility_update(req, c);
    if (!e)
        e = announce(req, c, o);
    if (e)
        return e;
    struct act act = {o ? "order.put" : "order.delete", "collection", c->id, body};
    return act_audit_take(req, &act, json_is_null(was) ? NULL : json_incref(was), o ? order_json(c->id, o) : NULL);
}
