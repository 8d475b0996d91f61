/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base64url.h"
#include "collection_json.h"

enum { LIMIT_PRESET = 20, LIMIT_MAX = 100, CURSOR_MAX = 200 };

void page_clear(struct page *page)
{
    g_clear_pointer(&page->id, g_free);
}

/* "TIME TREND ID" */
static char *cursor_text(const struct collection_place *place)
{
    char trend[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *plain = g_strdup_printf("%" G_GINT64_FORMAT " %s %s", place->us,
                                             g_ascii_dtostr(trend, sizeof trend, place->trend), place->id);
    size_t size = strlen(plain);
    char *text = g_malloc(BASE64URL_SIZE(size));
    base64url_encode(plain, size, text);
    return text;
}

static bool cursor_read(const char *text, struct page *page)
{
    g_autoptr(GBytes) bytes = strlen(text) <= CURSOR_MAX ? base64url_decode(text) : NULL;
    if (!bytes)
        return false;
    g_autofree char *plain = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) parts = g_strsplit(plain, " ", 3);
    char *end;
    if (g_strv_length(parts) != 3 || !id_is_valid(parts[2]) ||
        !g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, &page->after.us, NULL))
        return false;
    page->after.trend = g_ascii_strtod(parts[1], &end);
    if (*end || !isfinite(page->after.trend))
        return false;
    page->after.id = page->id = g_strdup(parts[2]);
    return true;
}

enum err page_read(struct req *req, struct page *page)
{
    const char *cursor = req_query(req, "cursor");
    /* "~" sorts behind every character of an id. */
    page->after = (struct collection_place){.us = G_MAXINT64, .trend = HUGE_VAL, .id = "~"};
    enum err e = req_query_int(req, "limit", LIMIT_PRESET, 1, LIMIT_MAX, &page->limit);
    if (cursor && !cursor_read(cursor, page))
        e = refuse(&req->refusals, "?cursor", "wanted the `next` of an earlier page");
    return e;
}

enum err page_reply_take(const struct req *req, struct reply *reply, json_t *items, const struct page *page,
                         const struct collection_place *last, const char *extra)
{
    g_autofree char *next = last ? cursor_text(last) : NULL;
    if (next)
        reply->link = g_strdup_printf("<%s?%slimit=%" G_GINT64_FORMAT "&cursor=%s>; rel=\"next\"", req->path, extra,
                                      page->limit, next);
    return reply_json_take(reply, json_pack("{s:o, s:s?}", "items", items, "next", next));
}

enum err page_read_numbered(struct req *req, int64_t *limit, int64_t *before)
{
    enum err e = req_query_int(req, "limit", LIMIT_PRESET, 1, LIMIT_MAX, limit);
    return e ? e : req_query_int(req, "cursor", G_MAXINT64, 1, G_MAXINT64, before);
}

enum err page_reply_numbered_take(const struct req *req, struct reply *reply, json_t *items, int64_t limit,
                                  int64_t last, const char *extra)
{
    g_autofree char *next = last ? g_strdup_printf("%" G_GINT64_FORMAT, last) : NULL;
    if (next)
        reply->link =
            g_strdup_printf("<%s?%slimit=%" G_GINT64_FORMAT "&cursor=%s>; rel=\"next\"", req->path, extra, limit, next);
    return reply_json_take(reply, json_pack("{s:o, s:s?}", "items", items, "next", next));
}

void page_keep(const struct req *req, const char *name, GString *extra)
{
    const char *value = req_query(req, name);
    g_autofree char *escaped = value ? g_uri_escape_string(value, NULL, FALSE) : NULL;
    if (escaped)
        g_string_append_printf(extra, "%s=%s&", name, escaped);
}

enum err page_of_collections(struct req *req, struct reply *reply, struct collection_page *query, const char *extra)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    enum err e = page_read(req, &page);
    if (e)
        return e;
    query->viewer_id = req_viewer(req);
    query->after = page.after;
    /* One more than asked for tells whether a next page is worth its link. */
    query->limit = page.limit + 1;
    e = collection_list(req->db, query, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++)
        json_array_append_new(items, collection_json(list->pdata[i]));
    struct collection_place last = {0};
    bool more = list->len > page.limit;
    if (more) {
        const struct collection *c = list->pdata[page.limit - 1];
        int64_t us = query->order == COLLECTION_OF_ACCOUNT ? c->created_us : c->posted_us;
        last = (struct collection_place){us, c->trend, c->id};
    }
    return page_reply_take(req, reply, items, &page, more ? &last : NULL, extra);
}

enum err page_in_one_view(struct req *req, struct reply *reply, enum err (*list)(struct req *req, struct reply *reply))
{
    enum err e = db_begin(req->db);
    if (e)
        return e;
    e = list(req, reply);
    enum err ended = db_commit(req->db);
    if (ended)
        db_rollback(req->db);
    return e ? e : ended;
}
