/* SPDX-License-Identifier: Apache-2.0
 *
 * Webhooks: addresses of apps' back ends that are told of events. Rows in and out; the
 * connection's thread.
 */
#ifndef STENCIL_STORE_WEBHOOK_H
#define STENCIL_STORE_WEBHOOK_H

#include "db/db.h"

typedef struct webhook {
    char *id;
    char *url;
    char *secret;     /* never logged, shown once */
    char *kinds;      /* patterns (rule/event_kind.h), separated by blanks */
    int64_t after_id; /* up to which event deliveries were made for it */
    int64_t created_us;
} webhook;

void webhook_free(struct webhook *webhook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(webhook, webhook_free)

enum err webhook_insert(struct db_conn *db, const struct webhook *webhook);
enum err webhook_count(struct db_conn *db, int64_t *count);
enum err webhook_get(struct db_conn *db, const char *id, struct webhook **out);

/* Up to `limit` that are older than a place, newest first: a new array that frees its
 * elements. */
enum err webhook_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out);

/* With its deliveries. E_NOT_FOUND where there is none. */
enum err webhook_delete(struct db_conn *db, const char *id);

/* Deliveries were made up to this event. Never goes back. */
enum err webhook_set_after(struct db_conn *db, const char *id, int64_t after_id);

/* Whether there is anything to make a delivery of, or to claim by delivery_claim() with this
 * limit. */
enum err webhook_has_work(struct db_conn *db, int64_t now_us, int64_t limit, bool *has);

#endif
