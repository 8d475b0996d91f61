/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "fonts.h"

/* An address is looked up, never made into a path. */
enum err api_font_file(struct req *req, struct reply *reply)
{
    const struct font_served *served = font_served_find(req->variable[0]);
    if (!served)
        return E_NOT_FOUND;
    g_autofree char *digest = g_strndup(served->address, strcspn(served->address, "."));
    int file;
    int64_t size;
    enum err e = fonts_open(req->server, served, &file, &size);
    return e ? e : reply_file_take(reply, file, size, served->type, digest, CACHE_IMMUTABLE);
}
