/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/embed.h"
#include "rule/font.h"

/* Half a megabyte of addresses and ranges, for programs; people choose from the short one. */
enum err api_font_list(struct req *req, struct reply *reply)
{
    static const char *const words[] = {"true", "false", NULL};
    int word = 0;
    enum err e = req_query_choice(req, "files", words, &word);
    if (e)
        return e;
    const struct embedded *file = embedded_find(word ? "fonts_short.json" : "fonts_list.json");
    reply->etag = g_strdup_printf("\"%s\"", word ? font_short_sha256 : font_list_sha256);
    return reply_static(reply, "application/json", file->data, file->size);
}
