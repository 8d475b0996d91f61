/* SPDX-License-Identifier: Apache-2.0
 *
 * The outbox of events: every change that somebody waits for is a row, written in the
 * transaction of the change, so that nothing is announced that was not stored and nothing
 * stored is not announced. Rows in and out; the connection's thread.
 */
#ifndef STENCIL_STORE_EVENT_H
#define STENCIL_STORE_EVENT_H

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

#include "db/db.h"

typedef struct event {
    int64_t id;       /* numbers become visible in their order, without gaps to come */
    char *account_id; /* whom it is for; NULL: those who follow the actor */
    char *actor_id;   /* who did it, or NULL */
    char *kind;       /* "authorization.granted" … */
    char *subject;    /* what it is about: an id */
    char *document;   /* JSON text */
    int64_t created_us;
} event;

void event_free(struct event *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(event, event_free)

/* What is announced. */
struct announcement {
    const char *account_id; /* whom it is for; NULL: those who follow the actor */
    const char *actor_id;   /* who did it, or NULL */
    const char *kind;
    const char *subject;
};

/* Inside the transaction of the change. `document` is taken over. */
enum err event_add_take(struct db_conn *db, const struct announcement *what, json_t *document, int64_t now_us);

/* The same, in place of earlier events of this kind about this subject for this account:
 * only the newest is kept. */
enum err event_fold_take(struct db_conn *db, const struct announcement *what, json_t *document, int64_t now_us);

/* The number of the newest event there is. */
enum err event_last_id(struct db_conn *db, int64_t *id);

/* Up to `limit` events for an account after one, oldest first: a new array that frees its
 * elements. */
enum err event_after(struct db_conn *db, const char *account_id, int64_t after_id, int64_t limit, GPtrArray **out);

/* The same for everybody: for webhooks. */
enum err event_all_after(struct db_conn *db, int64_t after_id, int64_t limit, GPtrArray **out);

/* Up to `limit` events for an account before one, newest first. */
enum err event_before(struct db_conn *db, const char *account_id, int64_t before_id, int64_t limit, GPtrArray **out);

enum err event_delete_old(struct db_conn *db, int64_t before_us);

/* Up to which event an account has read; 0 for none. A mark never goes back. */
enum err notification_mark_get(struct db_conn *db, const char *account_id, int64_t *read_id);
enum err notification_mark_put(struct db_conn *db, const char *account_id, int64_t read_id);

#endif
