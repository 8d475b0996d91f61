/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "look.h"
#include "page.h"
#include "store/lineage.h"

static json_t *item_json(const struct relative *r)
{
    const char *license = json_string_value(json_object_get(r->document, "license"));
    g_autofree char *attribution = g_strdup_printf("%s (@%s), %s", r->name, r->handle, license);
    return json_pack("{s:I, s:s, s:s?, s:s, s:{s:s, s:{s:s, s:s}, s:s, s:o, s:s?}}", "depth", (json_int_t)r->depth,
                     "relation", r->is_reference ? "reference" : "template", "via", r->via, "attribution", attribution,
                     "collection", "id", r->id, "creator", "handle", r->handle, "name", r->name, "license", license,
                     "posted", json_time(r->posted_us), "template_identifier", r->template_id);
}

static const char *const directions[] = {[LINEAGE_FROM] = "from", [LINEAGE_WITH] = "with", NULL};

static enum err read_query(struct req *req, struct lineage_page *query, struct page *page)
{
    int direction = LINEAGE_FROM;
    enum err of_page = page_read(req, page), of_direction = req_query_choice(req, "direction", directions, &direction);
    enum err of_depth = req_query_int(req, "depth", LINEAGE_DEPTH_MAX, 1, LINEAGE_DEPTH_MAX, &query->depth);
    query->direction = (enum lineage_direction)direction;
    query->after = page->after;
    query->limit = page->limit + 1;
    return of_page || of_direction || of_depth ? E_INVALID : OK;
}

static enum err answer(struct req *req, struct reply *reply, const struct lineage_page *query, const struct page *page)
{
    g_auto(lineage) found = {0};
    enum err e = lineage_list(req->db, query, &found);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < found.items->len && i < page->limit; i++)
        json_array_append_new(items, item_json(found.items->pdata[i]));
    struct collection_place last = {0};
    bool more = found.items->len > page->limit;
    if (more) {
        const struct relative *r = found.items->pdata[page->limit - 1];
        last = (struct collection_place){r->posted_us, -(double)r->depth, r->id};
    }
    g_autofree char *extra =
        g_strdup_printf("direction=%s&depth=%" G_GINT64_FORMAT "&", directions[query->direction], query->depth);
    e = page_reply_take(req, reply, items, page, more ? &last : NULL, extra);
    json_object_set_new(reply->json, "hidden", json_integer(found.hidden));
    json_object_set_new(reply->json, "complete", json_boolean(found.is_complete));
    return e;
}

static enum err list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(collection) c = NULL;
    struct lineage_page query = {.viewer_id = req_viewer(req), .sees_all = req_role(req) >= ROLE_MODERATOR};
    enum err e = read_query(req, &query, &page);
    if (!e)
        e = look_collection(req, &c);
    if (e)
        return e;
    query.collection_id = c->id;
    return answer(req, reply, &query, &page);
}

enum err api_lineage_get(struct req *req, struct reply *reply)
{
    return page_in_one_view(req, reply, list);
}
