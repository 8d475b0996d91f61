/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "page.h"

static json_t *listed_json(const struct template *t)
{
    json_t *json = template_json(t);
    json_object_set_new(json, "calls", json_integer(t->calls));
    return json;
}

enum err api_template_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {0};
    enum err e = page_read(req, &page);
    if (!e)
        e = template_list(req->db, page.after.us, page.after.id, page.limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++)
        json_array_append_new(items, listed_json(list->pdata[i]));
    bool more = list->len > page.limit;
    if (more) {
        const struct template *t = list->pdata[page.limit - 1];
        last = (struct collection_place){.us = t->created_us, .id = t->id};
    }
    return page_reply_take(req, reply, items, &page, more ? &last : NULL, "");
}
