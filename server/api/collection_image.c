/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "exchange.h"
#include "look.h"
#include "picture.h"

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

/* The collection and its images are two statements: in one transaction they are of one
 * moment. It ends before the drawing, which takes long. */
static enum err look_at_one_moment(struct req *req, struct collection **out)
{
    enum err e = db_begin(req->db);
    if (e)
        return e;
    e = look_collection(req, out);
    enum err ended = db_commit(req->db);
    if (ended)
        db_rollback(req->db);
    return e ? e : ended;
}

enum err api_collection_image(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    int64_t width = 0, version = 0;
    size_t n = 0;
    enum err e = look_at_one_moment(req, &c);
    if (!e)
        e = read_number(req, c, &n);
    if (!e)
        e = req_query_int(req, "w", WIDTH_PRESET, WIDTH_LEAST, WIDTH_MOST, &width);
    if (!e)
        e = req_query_int(req, "v", 0, 0, G_MAXINT64, &version);
    /* An address that names the version never means another picture. */
    return e ? e
             : picture_reply(req, reply, c, n, (int)width, version == c->version ? CACHE_IMMUTABLE : CACHE_REVALIDATE);
}
