/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/event.h"

/* Marks all up to one event as read. */
enum err api_notification_read(struct req *req, struct reply *reply)
{
    const json_t *up_to = json_object_get(req->body, "up_to");
    int64_t newest;
    if (!json_is_integer(up_to) || json_object_size(req->body) != 1)
        return refuse(&req->refusals, "/up_to", "wanted the one member \"up_to\", the id of an event");
    enum err e = event_last_id(req->db, &newest);
    if (!e && (json_integer_value(up_to) < 0 || json_integer_value(up_to) > newest))
        e = refuse(&req->refusals, "/up_to", "wanted the id of an event, up to %" G_GINT64_FORMAT, newest);
    if (!e)
        e = notification_mark_put(req->db, req->account->id, json_integer_value(up_to));
    return e ? e : reply_nothing(reply);
}
