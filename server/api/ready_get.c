/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/policy.h"

/* Answers well when the database does. */
enum err api_ready_get(struct req *req, struct reply *reply)
{
    int64_t version, created_us;
    enum err e = policy_newest_version(req->db, &version, &created_us);
    if (e)
        return E_BUSY;
    reply->cache = CACHE_NONE;
    return reply_json_take(reply, json_pack("{s:s}", "status", "ok"));
}
