/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "exchange.h"
#include "policy_reply.h"
#include "preview.h"

struct wanted {
    const struct policy *policy;
    bool all_kept;
};

static enum err keep(struct req *req, struct reply *reply, void *context)
{
    struct wanted *w = context;
    (void)reply;
    server_want_evaluation(req->server);
    return policy_keep(req->db, policy_kinds(w->policy), &w->all_kept);
}

/* Texts are compared for similarity, or each by itself, only from the day on that somebody asks
 * for it: what was posted before must be gone through first. */
static enum err make_comparable(struct req *req, struct reply *reply, const struct policy *policy)
{
    struct wanted w = {policy, true};
    enum err e = policy_kinds(policy) ? exchange_write(req, reply, keep, &w) : OK;
    if (e || w.all_kept)
        return e;
    return reply_refuse(reply, E_BUSY,
                        "Texts have not been compared in this way so far; this has begun now. "
                        "Please ask again in a while.");
}

/* What a policy would gain and lose; nothing changes. */
enum err api_policy_preview(struct req *req, struct reply *reply)
{
    json_t *tree, *json;
    json_auto_t *rest = NULL;
    enum err e = policy_of_body(req, POLICY_ALONE, &tree, &rest);
    if (e)
        return e;
    g_autoptr(policy) policy = policy_compile(tree);
    e = make_comparable(req, reply, policy);
    if (!e)
        e = preview_json(req, policy, &json);
    return e ? e : reply_json_take(reply, json);
}
