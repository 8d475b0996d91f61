/* SPDX-License-Identifier: Apache-2.0 */
#include "docs_page.h"

#include <string.h>

#include "base/embed.h"

#define FOLDER "web/docs/"

static const char *type_of(const char *name)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_suffix(name, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

enum err docs_page(struct reply *reply, const char *name)
{
    g_autofree char *path = g_strconcat(FOLDER, name, NULL);
    const struct embedded *file = embedded_find(path);
    if (!file)
        return E_NOT_FOUND;
    reply->policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return reply_static(reply, type_of(name), file->data, file->size);
}
