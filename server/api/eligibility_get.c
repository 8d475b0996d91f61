/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "evaluate.h"
#include "look.h"
#include "store/template_order.h"

/* Made now, from the facts and the policy in force: what is stored of an evaluation says the
 * same, unless a new policy has not come to this collection yet. */
static enum err explain(struct req *req, struct reply *reply, const struct collection *c)
{
    g_auto(evaluator) ev = {0};
    g_auto(fact_row) row = {0};
    struct eligibility found;
    enum template_rule rule;
    enum err e = evaluator_open(req->server, req->db, req->now_us, &ev);
    if (!e)
        e = template_rule_get(req->db, c->id, &rule);
    if (!e)
        e = fact_get(req->db, c->id, &row);
    if (e)
        return e;
    struct evidence evidence = {&row.facts, req->now_us};
    g_autofree char *missing = policy_missing(ev.policy, &evidence);
    bool pending = evaluate_differs(ev.policy, &row, req->now_us, &found);
    int64_t since_us = MAX(pending ? 0 : row.last.evaluated_us, ev.policy_us);
    return reply_json_take(reply, json_pack("{s:b, s:f, s:I, s:o, s:b, s:s?, s:s?, s:s?, s:o}", "eligible",
                                            (int)(found.outcome & OUTCOME_ELIGIBLE), "nearness", found.nearness,
                                            "policy_version", (json_int_t)ev.policy_version, "evaluated",
                                            json_time(since_us), "pending", pending, "order", template_rule_name(rule),
                                            "missing", missing, "template_identifier", c->template_id, "explanation",
                                            policy_explain(ev.policy, &evidence)));
}

/* Why a collection has a template, or has none: for its creator and for moderators. */
enum err api_eligibility_get(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    if (!e && !look_is_owner(req, c) && req_role(req) < ROLE_MODERATOR)
        e = E_NOT_FOUND;
    if (e)
        return e;
    if (!c->is_posted)
        return reply_refuse(reply, E_STATE, "A draft is evaluated when it is posted.");
    return explain(req, reply, c);
}
