/* SPDX-License-Identifier: Apache-2.0
 *
 * Appeals against takedowns: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_APPEAL_H
#define STENCIL_STORE_APPEAL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

typedef struct appeal {
    char *id, *takedown_id, *collection_id;
    char *text;
    char *state; /* "open", "accepted", "rejected" */
    char *note;  /* of whoever decided, "" before */
    int64_t created_us, decided_us;
    char *account_id, *handle, *name; /* the creator */
    char *reason, *removed_note;      /* of the takedown */
    int64_t removed_us;
    char *moderator_id;        /* who took it down */
    char *moderator, *decider; /* handles; NULL where she is gone, or has not decided */
} appeal;

void appeal_free(struct appeal *appeal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(appeal, appeal_free)

/* `*is_new` is false where one is open already: of this collection against this takedown. */
enum err appeal_insert(struct db_conn *db, const struct appeal *appeal, bool *is_new);

/* E_NOT_FOUND. */
enum err appeal_get(struct db_conn *db, const char *id, struct appeal **out);
/* The one that is open. */
enum err appeal_of_takedown(struct db_conn *db, const char *takedown_id, const char *collection_id,
                            struct appeal **out);

/* What a page is of: "open", "decided", or "" for all; the place of the last one seen. */
struct appeal_page {
    const char *state;
    double after; /* -created_us */
    const char *after_id;
    int64_t limit;
};

/* The oldest first: a new array that frees its elements. */
enum err appeal_list(struct db_conn *db, const struct appeal_page *page, GPtrArray **out);

/* Does nothing to one that is decided. */
enum err appeal_decide(struct db_conn *db, const char *id, const char *state, const char *decider_id, const char *note,
                       int64_t now_us);

/* Whether there is a moderator or admin but these two. */
enum err appeal_other_judge(struct db_conn *db, const char *moderator_id, const char *creator_id, bool *is_there);

#endif
