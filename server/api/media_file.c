/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "look.h"

static const char *static_type(const char *type)
{
    static const char *const types[] = {"image/jpeg", "image/png",  "image/webp", "image/gif",
                                        "image/avif", "image/heic", "audio/wav",  "audio/mpeg",
                                        "audio/mp4",  "audio/ogg",  "audio/flac"};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i], type) == 0)
            return types[i];
    return "application/octet-stream";
}

/* The original holds what a camera wrote into it, the place perhaps: it is its owner's alone. */
enum err api_media_file(struct req *req, struct reply *reply)
{
    g_autoptr(media) m = NULL;
    int file;
    int64_t size;
    enum err e = look_media(req, &m);
    if (!e && g_strcmp0(m->account_id, req->account->id) != 0)
        e = E_NOT_FOUND;
    if (!e)
        e = blob_open(req->server->blobs, m->sha256, &file, &size);
    return e ? e : reply_file_take(reply, file, size, static_type(m->type), m->sha256, CACHE_IMMUTABLE);
}
