/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

/* Until the web client stands here, the reference is what a visitor can use. */
enum err api_index_get(struct req *req, struct reply *reply)
{
    (void)req;
    reply->status = 303;
    reply->cache = CACHE_NONE;
    reply->location = g_strdup("/docs");
    return OK;
}
