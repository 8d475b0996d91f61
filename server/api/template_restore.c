/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "eligibility.h"
#include "rule/takedown.h"
#include "store/template_order.h"
#include "withdraw.h"

/* While it was withdrawn, edits of its collection made no versions of it. */
static enum err catch_up(struct req *req, const struct template *t)
{
    g_autoptr(collection) c = NULL;
    enum err e = collection_get(req->db, req_viewer(req), t->collection_id, &c);
    return e ? e : eligibility_update(req, c);
}

enum err api_template_restore(struct req *req, struct reply *reply)
{
    g_autoptr(template) t = NULL;
    json_auto_t *body = NULL;
    enum template_rule rule;
    enum err e = moderation_note_check(req->body, &req->refusals, &body);
    if (!e)
        e = withdraw_find(req, &t);
    if (e)
        return e;
    e = template_rule_get(req->db, t->collection_id, &rule);
    if (e)
        return e;
    const char *why_not = withdrawal_refusal(rule == TEMPLATE_FORBIDDEN ? WITHDRAWN_BY_ORDER : t->withdrawn_by);
    if (why_not)
        return reply_refuse(reply, E_STATE, "%s", why_not);
    struct withdraw_act act = {WITHDRAWN_NOT, "template.restore", "moderation.template-restored", body};
    e = withdraw_set(req, t, &act);
    if (!e)
        e = catch_up(req, t);
    return e ? e : reply_json_take(reply, withdraw_json(t));
}
