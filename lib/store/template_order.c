/* SPDX-License-Identifier: Apache-2.0 */
#include "store/template_order.h"

void template_order_free(struct template_order *order)
{
    if (!order)
        return;
    g_free(order->actor_handle);
    g_free(order->reason);
    g_free(order->note);
    g_free(order);
}

enum err template_order_get(struct db_conn *db, const char *collection_id, struct template_order **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_template_order_get, "t", collection_id);
    if (e)
        return e;
    struct template_order *order = g_new(struct template_order, 1);
    *order = (struct template_order){
        .rule = template_rule_parse(db_text(&rows, 0)),
        .actor_handle = g_strdup(db_text(&rows, 1)),
        .reason = g_strdup(db_text(&rows, 2)),
        .note = g_strdup(db_text(&rows, 3)),
        .created_us = db_int(&rows, 4),
    };
    *out = order;
    return OK;
}

enum err template_rule_get(struct db_conn *db, const char *collection_id, enum template_rule *rule)
{
    g_autoptr(template_order) order = NULL;
    enum err e = template_order_get(db, collection_id, &order);
    if (e && e != E_NOT_FOUND)
        return e;
    *rule = order ? order->rule : TEMPLATE_BY_POLICY;
    return OK;
}

enum err template_order_put(struct db_conn *db, const char *collection_id, const struct template_order *o)
{
    return db_exec(db, QUERY_template_order_put, NULL, "ttttti", collection_id, template_rule_name(o->rule),
                   o->actor_handle, o->reason, o->note, o->created_us);
}

enum err template_order_delete(struct db_conn *db, const char *collection_id)
{
    return db_exec(db, QUERY_template_order_delete, NULL, "t", collection_id);
}

enum err template_order_withdraw(struct db_conn *db, const char *collection_id)
{
    return db_exec(db, QUERY_template_order_withdraw, NULL, "t", collection_id);
}

enum err template_order_give_back(struct db_conn *db, const char *collection_id)
{
    return db_exec(db, QUERY_template_order_give_back, NULL, "t", collection_id);
}
