/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "exchange.h"
#include "look.h"
#include "picture.h"
#include "picture_query.h"

enum { WIDTH_LEAST = 16, WIDTH_MOST = 2160, WIDTH_PRESET = 1080 };

static enum err read_number(const struct req *req, const struct collection *c, size_t *n)
{
    guint64 number;
    if (!g_ascii_string_to_unsigned(req->variable[1], 10, 0, G_MAXUINT32, &number, NULL) ||
        number >= collection_image_count(c))
        return E_NOT_FOUND;
    *n = (size_t)number;
    return OK;
}

enum err api_collection_image(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    int64_t width = 0, version = 0;
    enum picture_form form;
    size_t n = 0;
    enum err e = look_collection_at_once(req, &c);
    if (!e)
        e = read_number(req, c, &n);
    if (!e)
        e = req_query_int(req, "w", WIDTH_PRESET, WIDTH_LEAST, WIDTH_MOST, &width);
    if (!e)
        e = req_query_int(req, "v", 0, 0, G_MAXINT64, &version);
    if (!e)
        e = picture_query_form(req, reply, &form);
    /* An address that names the version never means another picture. */
    return e ? e
             : picture_reply(req, reply, c, n, (int)width, form,
                             version == c->version ? CACHE_IMMUTABLE : CACHE_REVALIDATE);
}
