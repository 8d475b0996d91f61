/* SPDX-License-Identifier: Apache-2.0
 *
 * What moderators ordered for the templates of collections: rows in and out. The
 * connection's thread.
 */
#ifndef STENCIL_STORE_TEMPLATE_ORDER_H
#define STENCIL_STORE_TEMPLATE_ORDER_H

#include <glib.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/template_rule.h"

typedef struct template_order {
    enum template_rule rule;
    char *actor_handle, *reason, *note;
    int64_t created_us;
} template_order;

void template_order_free(struct template_order *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(template_order, template_order_free)

/* E_NOT_FOUND. */
enum err template_order_get(struct db_conn *db, const char *collection_id, struct template_order **out);

/* TEMPLATE_BY_POLICY where nothing was ordered. */
enum err template_rule_get(struct db_conn *db, const char *collection_id, enum template_rule *rule);

/* In place of an earlier one. */
enum err template_order_put(struct db_conn *db, const char *collection_id, const struct template_order *order);
enum err template_order_delete(struct db_conn *db, const char *collection_id);

/* The collection's template, where it is active, is withdrawn by the order; where an order
 * withdrew it, it becomes active again. */
enum err template_order_withdraw(struct db_conn *db, const char *collection_id);
enum err template_order_give_back(struct db_conn *db, const char *collection_id);

#endif
