/* SPDX-License-Identifier: Apache-2.0
 *
 * The audit log: every act of a moderator is a row, written in the transaction of the act
 * (DESIGN §9). The database refuses to change or delete one. Rows in and out; the
 * connection's thread.
 */
#ifndef STENCIL_STORE_AUDIT_H
#define STENCIL_STORE_AUDIT_H

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

#include "db/db.h"

/* What is written down. */
struct audit_entry {
    const char *actor_id, *actor_handle; /* NULL: the server itself */
    const char *action;                  /* "collection.takedown" … */
    const char *subject_kind;            /* "collection", "template", "report", "appeal", "block", "word" … */
    const char *subject_id;
    const char *reason; /* a code, or NULL */
    const char *note;   /* "" for none */
};

/* Inside the transaction of the act. `before` and `after` are taken over; NULL where there was
 * or is nothing. */
enum err audit_add_take(struct db_conn *db, const struct audit_entry *what, json_t *before, json_t *after,
                        int64_t now_us);

typedef struct audit {
    int64_t id;         /* goes up by one */
    char *actor_handle; /* as it was then; NULL: the server itself */
    char *action, *subject_kind, *subject_id;
    char *reason; /* or NULL */
    char *note;
    json_t *before, *after; /* or NULL */
    int64_t created_us;
} audit;

void audit_free(struct audit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(audit, audit_free)

/* What a page is of: "" for all. */
struct audit_page {
    const char *subject_id, *action, *actor_handle;
    int64_t before_id;
    int64_t limit;
};

/* Newest first: a new array that frees its elements. */
enum err audit_list(struct db_conn *db, const struct audit_page *page, GPtrArray **out);

#endif
