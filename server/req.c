/* SPDX-License-Identifier: Apache-2.0 */
#include "req.h"

#include <string.h>

enum { PREFERENCES_MAX = 16 };

const char *req_header(const struct req *req, const char *name)
{
    return req->lookup(req->source, REQ_HEADER, name);
}

const char *req_query(const struct req *req, const char *name)
{
    return req->lookup(req->source, REQ_QUERY, name);
}

bool req_prefers(const struct req *req, const char *preference)
{
    const char *header = req_header(req, "Prefer");
    g_auto(GStrv) given = g_strsplit(header ? header : "", ",", PREFERENCES_MAX);
    for (char **one = given; *one; one++) {
        (*one)[strcspn(*one, ";")] = '\0';
        if (g_ascii_strcasecmp(g_strstrip(*one), preference) == 0)
            return true;
    }
    return false;
}

const char *req_viewer(const struct req *req)
{
    return req->account ? req->account->id : "";
}

enum role req_role(const struct req *req)
{
    return req->account ? req->account->role : ROLE_NOBODY;
}

enum err req_query_int(struct req *req, const char *name, int64_t preset, int64_t least, int64_t most, int64_t *out)
{
    const char *text = req_query(req, name);
    gint64 number = preset;
    if (text && !g_ascii_string_to_signed(text, 10, least, most, &number, NULL)) {
        g_autofree char *pointer = g_strdup_printf("?%s", name);
        return refuse(&req->refusals, pointer,
                      "wanted a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ", came \"%s\"", least,
                      most, text);
    }
    *out = number;
    return OK;
}

enum err req_query_choice(struct req *req, const char *name, const char *const *words, int *out)
{
    const char *text = req_query(req, name);
    for (int i = 0; words[i]; i++) {
        if (!text || strcmp(text, words[i]) == 0) {
            *out = i;
            return OK;
        }
    }
    g_autofree char *pointer = g_strdup_printf("?%s", name);
    g_autofree char *list = g_strjoinv(", ", (char **)words);
    return refuse(&req->refusals, pointer, "wanted one of %s, came \"%s\"", list, text);
}

enum err req_if_match(const struct req *req, int64_t version)
{
    const char *header = req_header(req, "If-Match");
    if (!header)
        return OK;
    g_autofree char *prefix = g_strdup_printf("\"%" G_GINT64_FORMAT "-", version);
    g_auto(GStrv) tags = g_strsplit(header, ",", 32);
    for (char **tag = tags; *tag; tag++) {
        g_strstrip(*tag);
        if (strcmp(*tag, "*") == 0 || g_str_has_prefix(*tag, prefix))
            return OK;
    }
    return E_PRECONDITION;
}
