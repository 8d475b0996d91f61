/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "rule/reason.h"
#include "withdraw.h"

/* Nobody can call it any more; what was made with it stays. */
enum err api_template_withdraw(struct req *req, struct reply *reply)
{
    g_autoptr(template) t = NULL;
    json_auto_t *body = NULL;
    enum err e = reason_check(req->body, &req->refusals, &body);
    if (!e)
        e = withdraw_find(req, &t);
    if (e)
        return e;
    if (!t->is_active)
        return reply_refuse(reply, E_STATE, "This template is withdrawn already.");
    struct withdraw_act act = {WITHDRAWN_BY_MODERATOR, "template.withdraw", "moderation.withdraw", body};
    e = withdraw_set(req, t, &act);
    return e ? e : reply_json_take(reply, withdraw_json(t));
}
