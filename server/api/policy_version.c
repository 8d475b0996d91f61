/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"

enum err api_policy_version(struct req *req, struct reply *reply)
{
    g_autoptr(policy_row) row = NULL;
    enum err e = policy_look(req, &row);
    return e ? e : reply_json_take(reply, policy_json(row));
}
