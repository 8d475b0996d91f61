/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "store/policy.h"

enum err api_policy_get(struct req *req, struct reply *reply)
{
    int64_t version, created_us;
    json_t *policy = NULL;
    enum err e = policy_newest(req->db, &version, &policy, &created_us);
    if (e)
        return e;
    return reply_json_take(reply, json_pack("{s:I, s:o, s:o}", "version", (json_int_t)version, "created",
                                            json_time(created_us), "policy", policy));
}
