/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "event_json.h"
#include "page.h"

static json_t *items_json(const GPtrArray *list, int64_t limit, int64_t read_id)
{
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < limit; i++) {
        const struct event *event = list->pdata[i];
        json_t *item = event_json(event);
        json_object_set_new(item, "read", json_boolean(event->id <= read_id));
        json_array_append_new(items, item);
    }
    return items;
}

/* The events as a list, newest first. The cursor is the number of the last one. */
enum err api_notification_list(struct req *req, struct reply *reply)
{
    g_autoptr(GPtrArray) list = NULL;
    int64_t limit, before, read_id;
    enum err e = page_read_numbered(req, &limit, &before);
    if (!e)
        e = notification_mark_get(req->db, req->account->id, &read_id);
    if (!e)
        e = event_before(req->db, req->account->id, before, limit + 1, &list);
    if (e)
        return e;
    int64_t last = list->len > limit ? ((const struct event *)list->pdata[limit - 1])->id : 0;
    e = page_reply_numbered_take(req, reply, items_json(list, limit, read_id), limit, last, "");
    json_object_set_new(reply->json, "read_up_to", json_integer(read_id));
    return e;
}
