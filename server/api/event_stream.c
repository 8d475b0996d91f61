/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/event.h"

/* Own events only, from now on or after the last one that the client has seen. */
enum err api_event_stream(struct req *req, struct reply *reply)
{
    const char *last = req_header(req, "Last-Event-ID");
    int64_t newest, after = -1;
    enum err e = event_last_id(req->db, &newest);
    if (!e && last && !g_ascii_string_to_signed(last, 10, 0, G_MAXINT64, &after, NULL))
        e = refuse(&req->refusals, "header:Last-Event-ID", "wanted the id of an event");
    if (!e && !last)
        e = req_query_int(req, "after", -1, 0, G_MAXINT64, &after);
    if (e)
        return e;
    reply->is_stream = true;
    /* A number from before a restore of the database may be ahead of it. */
    reply->stream_after_id = after < 0 || after > newest ? newest : after;
    reply->content_type = "text/event-stream";
    reply->cache = CACHE_NONE;
    return OK;
}
