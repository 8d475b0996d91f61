/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"
#include "preview.h"

struct wanted {
    struct server *server;
    const struct policy *policy;
    bool all_kept;
};

static enum err keep(struct db_conn *db, void *context)
{
    struct wanted *w = context;
    server_want_evaluation(w->server);
    return policy_keep(db, policy_kinds(w->policy), &w->all_kept);
}

/* Texts are compared for similarity, or each by itself, only from the day on that somebody asks
 * for it: what was posted before must be gone through first. */
static enum err make_comparable(struct req *req, struct reply *reply, const struct policy *policy)
{
    struct wanted w = {req->server, policy, true};
    enum err e = policy_kinds(policy) ? writer_run(req->server->writer, keep, &w) : OK;
    if (e || w.all_kept)
        return e;
    return reply_refuse(reply, E_BUSY,
                        "Texts have not been compared in this way so far; this has begun now. "
                        "Please ask again in a while.");
}

/* What a policy would gain and lose; nothing changes. So no reply is kept for a retry: under
 * the same key, too, the numbers are those of now. */
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
