/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"
#include "template_reply.h"

static enum err append(struct req *req, const struct template *t, json_t *items)
{
    json_t *json;
    enum err e = template_seen_json(req, t, &json);
    if (e)
        return e;
    json_object_set_new(json, "calls", json_integer(t->calls));
    json_array_append_new(items, json);
    return OK;
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
    json_auto_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit && !e; i++)
        e = append(req, list->pdata[i], items);
    bool more = list->len > page.limit;
    if (more) {
        const struct template *t = list->pdata[page.limit - 1];
        last = (struct collection_place){.us = t->created_us, .id = t->id};
    }
    return e ? e : page_reply_take(req, reply, json_incref(items), &page, more ? &last : NULL, "");
}
