/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"
#include "webhook_json.h"

static const char *const states[] = {"all", "waiting", "delivered", "dead", NULL};

enum err api_delivery_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(webhook) webhook = NULL;
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {0};
    int state;
    enum err e = webhook_get(req->db, req->variable[0], &webhook);
    if (!e)
        e = req_query_choice(req, "state", states, &state);
    if (!e)
        e = page_read(req, &page);
    if (!e)
        e = delivery_list(req->db, webhook->id, states[state], page.after.us, page.limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++)
        json_array_append_new(items, delivery_json(list->pdata[i]));
    bool more = list->len > page.limit;
    if (more) {
        const struct delivery *delivery = list->pdata[page.limit - 1];
        last = (struct collection_place){.us = delivery->event_id, .id = delivery->id};
    }
    g_autofree char *extra = g_strdup_printf("state=%s&", states[state]);
    return page_reply_take(req, reply, items, &page, more ? &last : NULL, extra);
}
