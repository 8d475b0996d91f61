/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "look.h"
#include "store/policy.h"
#include "store/template_order.h"

/* Why a collection has a template, or has none: for its creator and for moderators. */
enum err api_eligibility_get(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    struct eligibility found;
    json_t *explanation = NULL;
    enum template_rule rule;
    enum err e = look_collection(req, &c);
    if (!e && !look_is_owner(req, c) && req_role(req) < ROLE_MODERATOR)
        e = E_NOT_FOUND;
    if (e)
        return e;
    if (!c->is_posted)
        return reply_refuse(reply, E_STATE, "A draft is evaluated when it is posted.");
    e = template_rule_get(req->db, c->id, &rule);
    if (!e)
        e = eligibility_get(req->db, c->id, &found, &explanation);
    if (e)
        return e;
    return reply_json_take(reply,
                           json_pack("{s:b, s:I, s:o, s:s?, s:o}", "eligible", found.is_eligible, "policy_version",
                                     (json_int_t)found.policy_version, "evaluated", json_time(found.evaluated_us),
                                     "order", template_rule_name(rule), "explanation", explanation));
}
