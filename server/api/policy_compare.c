/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"
#include "rule/json_changes.h"

/* What makes this version another one than the version `since`, the one before it by default. */
enum err api_policy_compare(struct req *req, struct reply *reply)
{
    g_autoptr(policy_row) row = NULL, other = NULL;
    int64_t since;
    enum err e = policy_look(req, &row);
    if (!e)
        e = req_query_int(req, "since", MAX(row->version - 1, 1), 1, G_MAXINT64, &since);
    if (!e)
        e = policy_get(req->db, since, &other);
    if (e == E_NOT_FOUND && row)
        return refuse(&req->refusals, "?since", "wanted a version that there is");
    if (e)
        return e;
    return reply_json_take(reply,
                           json_pack("{s:I, s:I, s:o}", "version", (json_int_t)row->version, "since", (json_int_t)since,
                                     "changes", json_changes(other->document, row->document)));
}
