/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "sticker_set.h"

enum err api_sticker_file(struct req *req, struct reply *reply)
{
    const struct sticker_picture *picture = sticker_set_by_file(req->variable[0]);
    if (!picture)
        return E_NOT_FOUND;
    reply->cache = CACHE_IMMUTABLE;
    return reply_static(reply, STICKER_TYPE, picture->file->data, picture->file->size);
}
