/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "event_json.h"

enum { LIMIT_PRESET = 20, LIMIT_MAX = 100 };

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
    enum err e = req_query_int(req, "limit", LIMIT_PRESET, 1, LIMIT_MAX, &limit);
    if (!e)
        e = req_query_int(req, "cursor", G_MAXINT64, 1, G_MAXINT64, &before);
    if (!e)
        e = notification_mark_get(req->db, req->account->id, &read_id);
    if (!e)
        e = event_before(req->db, req->account->id, before, limit + 1, &list);
    if (e)
        return e;
    g_autofree char *next = NULL;
    if (list->len > limit)
        next = g_strdup_printf("%" G_GINT64_FORMAT, ((const struct event *)list->pdata[limit - 1])->id);
    if (next)
        reply->link =
            g_strdup_printf("<%s?limit=%" G_GINT64_FORMAT "&cursor=%s>; rel=\"next\"", req->path, limit, next);
    return reply_json_take(reply, json_pack("{s:o, s:s?, s:I}", "items", items_json(list, limit, read_id), "next", next,
                                            "read_up_to", (json_int_t)read_id));
}
