/* SPDX-License-Identifier: Apache-2.0 */
#include "withdraw.h"

#include "act.h"
#include "store/event.h"

enum err withdraw_find(struct req *req, struct template **out)
{
    return id_is_valid(req->variable[0]) ? template_call(req->db, req->variable[0], 0, out) : E_NOT_FOUND;
}

json_t *withdraw_json(const struct template *t)
{
    return json_pack("{s:s, s:s, s:s, s:s?}", "id", t->id, "collection", t->collection_id, "state",
                     t->is_active ? "active" : "withdrawn", "withdrawn_by", withdrawal_name(t->withdrawn_by));
}

static enum err announce(struct req *req, const struct template *t, const struct withdraw_act *act)
{
    struct announcement what = {t->account_id, NULL, act->event, t->id};
    json_t *data = json_pack("{s:s, s:s}", "template", t->id, "collection", t->collection_id);
    const char *name;
    json_t *said;
    /* jansson iterates over nothing const. */
    json_object_foreach ((json_t *)act->body, name, said)
        json_object_set(data, name, said);
    return event_add_take(req->db, &what, data, req->now_us);
}

enum err withdraw_set(struct req *req, struct template *t, const struct withdraw_act *act)
{
    json_t *before = withdraw_json(t);
    t->withdrawn_by = act->becomes;
    t->is_active = act->becomes == WITHDRAWN_NOT;
    enum err e =
        act_audit_take(req, &(struct act){act->action, "template", t->id, act->body}, before, withdraw_json(t));
    if (!e)
        e = template_set_withdrawn(req->db, t->id, t->withdrawn_by);
    /* Without a handle there is no creator any more to be told. */
    return e || !t->handle ? e : announce(req, t, act);
}
