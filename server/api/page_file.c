/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/embed.h"

#define FOLDER "web/page/"

/* Style sheets are all that the pages have besides pictures. */
enum err api_page_file(struct req *req, struct reply *reply)
{
    g_autofree char *path = g_strconcat(FOLDER, req->variable[0], NULL);
    const struct embedded *file = embedded_find(path);
    return file ? reply_static(reply, "text/css; charset=utf-8", file->data, file->size) : E_NOT_FOUND;
}
