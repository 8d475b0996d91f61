/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "appeal.h"
#include "rule/appeal.h"
#include "takedown.h"

static enum err check_judge(struct req *req, struct reply *reply, const struct appeal *a)
{
    const char *her = req->account->id;
    bool is_concerned = strcmp(her, a->moderator_id) == 0 || strcmp(her, a->account_id) == 0;
    bool is_another_there;
    enum err e = appeal_other_judge(req->db, a->moderator_id, a->account_id, &is_another_there);
    if (e || appeal_may_decide(req_role(req), is_concerned, is_another_there))
        return e;
    return reply_refuse(reply, E_FORBIDDEN,
                        "Whoever took it down, or made it, leaves the decision to another moderator.");
}

static enum err look(struct req *req, struct reply *reply, struct appeal **out)
{
    g_autoptr(appeal) a = NULL;
    enum err e = appeal_get(req->db, req->variable[0], &a);
    if (!e && strcmp(a->state, "open") != 0)
        e = reply_refuse(reply, E_STATE, "This appeal is %s.", a->state);
    if (!e)
        e = check_judge(req, reply, a);
    if (!e)
        *out = g_steal_pointer(&a);
    return e;
}

/* A restoration accepts what is open against it by itself. */
static enum err restore(struct req *req, const struct appeal *a, const char *note)
{
    g_autoptr(takedown) takedown = NULL;
    g_auto(takedown_plan) undone = {0};
    enum err e = takedown_get(req->db, a->takedown_id, &takedown);
    return e ? e : takedown_undo(req, takedown, a->collection_id, note, &undone);
}

enum err api_appeal_decide(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(appeal) a = NULL, decided = NULL;
    enum err e = appeal_decide_check(req->body, &req->refusals, &asked);
    if (!e)
        e = look(req, reply, &a);
    if (e)
        return e;
    const char *outcome = json_string_value(json_object_get(asked, "outcome"));
    const char *note = json_string_value(json_object_get(asked, "note"));
    e = strcmp(outcome, "accepted") == 0 ? restore(req, a, note) : appeal_settle(req, a, outcome, note);
    if (!e)
        e = appeal_get(req->db, a->id, &decided);
    return e ? e : reply_json_take(reply, appeal_whole_json(decided));
}
