/* SPDX-License-Identifier: Apache-2.0
 *
 * Deliveries: one event on its way to one webhook, from the moment that it is known until
 * it has arrived or is given up. At least once: its id tells a repetition. Rows in and out;
 * the connection's thread.
 */
#ifndef STENCIL_STORE_DELIVERY_H
#define STENCIL_STORE_DELIVERY_H

#include "db/db.h"

typedef struct delivery {
    char *id;
    char *webhook_id;
    int64_t event_id;
    char *kind;  /* of the event */
    char *body;  /* JSON text, the same each time */
    char *state; /* "waiting", "delivered", "dead" */
    int64_t attempts;
    int64_t due_us;     /* of the next attempt, while waiting */
    int64_t claimed_us; /* until when one daemon has it; 0: nobody */
    int64_t tried_us;   /* the last attempt; 0: none yet */
    int64_t status;     /* of its reply; 0: none came */
    char *error;        /* why it failed, "" where it did not */
    int64_t created_us;
} delivery;

void delivery_free(struct delivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(delivery, delivery_free)

/* A new one, due at once (id, webhook_id, event_id, kind, body, created_us); nothing where
 * this event has one for this webhook already. */
enum err delivery_insert(struct db_conn *db, const struct delivery *delivery);

/* Adds to `list` those of the first `limit` due for a webhook that nobody has; they are the
 * caller's until `until_us`. */
enum err delivery_claim(struct db_conn *db, const char *webhook_id, int64_t now_us, int64_t until_us, int64_t limit,
                        GPtrArray *list);

/* The receiver has it. */
enum err delivery_delivered(struct db_conn *db, const char *id, int64_t status, int64_t now_us);

/* What an attempt came to that failed: of `claimed` by id and claimed_us, the rest as it is to
 * become (state "waiting" or "dead", tried_us, due_us, status, error). Nothing where somebody
 * else has it by now. */
enum err delivery_failed(struct db_conn *db, const struct delivery *claimed);

/* Gives a claimed one back, untried. */
enum err delivery_release(struct db_conn *db, const struct delivery *claimed);

/* Up to `limit` of a webhook that are in a state ("all": in any), of events before one,
 * newest first: a new array that frees its elements. */
enum err delivery_list(struct db_conn *db, const char *webhook_id, const char *state, int64_t before_event_id,
                       int64_t limit, GPtrArray **out);

enum err delivery_get(struct db_conn *db, const char *webhook_id, const char *id, struct delivery **out);

/* Makes one that is delivered or dead wait again, due at once, as if never tried. E_STATE
 * where it waits already. */
enum err delivery_redeliver(struct db_conn *db, const char *id, int64_t now_us);

/* Those that wait no more. */
enum err delivery_delete_old(struct db_conn *db, int64_t before_us);

#endif
