/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "look.h"

enum err api_media_get(struct req *req, struct reply *reply)
{
    g_autoptr(media) m = NULL;
    enum err e = look_media(req, &m);
    return e ? e : reply_json_take(reply, media_json(m));
}
