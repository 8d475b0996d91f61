/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "look.h"
#include "promise.h"

static enum err tell_promised(struct req *req, struct reply *reply)
{
    g_autoptr(upload) u = NULL;
    enum err e = promise_get(req, req->variable[0], &u);
    return e ? e : reply_json_take(reply, promise_json(u));
}

enum err api_media_get(struct req *req, struct reply *reply)
{
    g_autoptr(media) m = NULL;
    enum err e = look_media(req, &m);
    if (e == E_NOT_FOUND)
        return tell_promised(req, reply);
    return e ? e : reply_json_take(reply, media_json(m));
}
