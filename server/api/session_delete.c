/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "signin.h"

enum err api_session_delete(struct req *req, struct reply *reply)
{
    enum err e = session_delete(req->db, req->token_hash);
    if (e)
        return e;
    reply->cookie = g_strdup(SESSION_COOKIE "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    return reply_nothing(reply);
}
