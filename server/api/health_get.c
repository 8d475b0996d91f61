/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

/* Answers as long as the event loops turn. */
enum err api_health_get(struct req *req, struct reply *reply)
{
    (void)req;
    reply->cache = CACHE_NONE;
    return reply_json_take(reply, json_pack("{s:s}", "status", "ok"));
}
