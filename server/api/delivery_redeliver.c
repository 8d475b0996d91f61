/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "webhook_json.h"

enum err api_delivery_redeliver(struct req *req, struct reply *reply)
{
    const char *webhook_id = req->variable[0], *id = req->variable[1];
    g_autoptr(delivery) before = NULL, after = NULL;
    enum err e = delivery_get(req->db, webhook_id, id, &before);
    if (!e)
        e = delivery_redeliver(req->db, before->id, req->now_us);
    if (e == E_STATE)
        return reply_refuse(reply, e, "It waits for its next attempt already.");
    if (!e)
        e = delivery_get(req->db, webhook_id, id, &after);
    return e ? e : reply_json_take(reply, delivery_json(after));
}
