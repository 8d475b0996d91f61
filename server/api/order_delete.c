/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "order.h"

/* The preset conditions decide again. */
enum err api_order_delete(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    g_autoptr(template_order) order = NULL;
    enum err e = order_find(req, reply, &c);
    if (!e)
        e = template_order_get(req->db, c->id, &order);
    if (!e)
        e = template_order_delete(req->db, c->id);
    if (!e)
        e = order_follow_take(req, c, NULL, NULL, order_json(c->id, order));
    return e ? e : reply_nothing(reply);
}
