/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "template_reply.h"

/* The call of a template (seed ¶0106): the document, counted. */
enum err api_template_call(struct req *req, struct reply *reply)
{
    g_autoptr(template) t = NULL;
    int64_t version = 0;
    enum err e = req_query_int(req, "version", 0, 1, G_MAXINT64, &version);
    if (!e)
        e = id_is_valid(req->variable[0]) ? template_call(req->db, req->variable[0], version, &t) : E_NOT_FOUND;
    if (!e && t->is_removed)
        e = E_NOT_FOUND;
    if (e)
        return e;
    if (!t->is_active)
        return reply_refuse(reply, E_GONE, "This template was withdrawn.");
    json_t *json;
    e = template_seen_json(req, t, &json);
    if (e)
        return e;
    if (req->method == GET)
        calls_count(req->server->calls, t->id);
    return reply_json_take(reply, json);
}
