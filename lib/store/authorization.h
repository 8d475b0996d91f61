/* SPDX-License-Identifier: Apache-2.0
 *
 * Authorizations (the table `permission`), their receipts, and what creators decided
 * beforehand: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_AUTHORIZATION_H
#define STENCIL_STORE_AUTHORIZATION_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/authorization.h"

struct party {
    char *id, *handle, *name;
};

typedef struct authorization {
    char *id;
    struct party requester, creator;
    char *collection_id;
    int64_t image;
    char *media_id; /* the photo that the image showed when it was asked for */
    char *note;
    enum authorization_state state;
    enum authorization_effect effect; /* of a revocation */
    int64_t version, requested_us, expires_us;
    int64_t decided_us; /* 0 while it waits */
} authorization;

void authorization_free(struct authorization *a);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(authorization, authorization_free)

/* Of the parties only the ids are stored. The version becomes 1. */
enum err authorization_insert(struct db_conn *db, const struct authorization *a);

/* E_NOT_FOUND. */
enum err authorization_get(struct db_conn *db, const char *id, struct authorization **out);

/* What a page is of. */
struct authorization_page {
    bool is_creator; /* those that `account_id` is asked for; otherwise those that it asked for */
    const char *account_id;
    const char *state; /* "" for all */
    int64_t before_us; /* requested before this place */
    const char *before_id;
    int64_t limit;
};

/* Newest first: a new array of struct authorization that frees its elements. */
enum err authorization_list(struct db_conn *db, const struct authorization_page *page, GPtrArray **out);

/* Up to `limit` that wait although their time is over, the longest overdue first. */
enum err authorization_due(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out);

/* When the next one is due; E_NOT_FOUND while none waits. */
enum err authorization_next_due(struct db_conn *db, int64_t *expires_us);

/* Stores state, effect and decided_us of `a`, and counts the version up there, too; E_STATE
 * where it is no longer in the state `from`. */
enum err authorization_decide(struct db_conn *db, struct authorization *a, enum authorization_state from);

/* Whether it stands granted, and will so until the transaction ends: a revocation that was
 * first is seen, one that comes later waits. */
enum err authorization_hold(struct db_conn *db, const char *id, bool *is_granted);

/* How many images of posted collections use it. */
enum err authorization_uses(struct db_conn *db, const char *id, int64_t *uses);

/* Marks what was posted with it, EFFECT_REPLACE or EFFECT_HIDE. */
enum err authorization_mark(struct db_conn *db, const char *id, enum authorization_effect effect);

/* Where an image comes from, and how its creator stands to a person. */
typedef struct origin {
    int64_t number;      /* of the image in the collection that was named */
    char *collection_id; /* the collection that it was first posted in */
    int64_t image;
    char *media_id, *creator_id;
    struct consents consents;
    char *authorization_id; /* the person's, one that stands before one that does not; or NULL */
    enum authorization_state last;
    char *thumbhash; /* NULL: it has none, or may not be shown */
} origin;

void origin_free(struct origin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(origin, origin_free)

/* E_NOT_FOUND where there is no such image, or the collection that it comes from is gone. */
enum err origin_get(struct db_conn *db, const char *collection_id, int64_t image, const char *person_id,
                    struct origin **out);

/* Those of all images that have one: a new array that frees its elements. `person_id`: ""
 * for nobody. */
enum err origin_list(struct db_conn *db, const char *collection_id, const char *person_id, GPtrArray **out);

struct receipt {
    const char *statement, *signature, *key_id;
};

/* The receipt of the decision that made this version. */
enum err receipt_insert(struct db_conn *db, const char *authorization_id, int64_t version,
                        const struct receipt *receipt, int64_t now_us);
enum err receipt_each(struct db_conn *db, const char *authorization_id,
                      void (*visit)(void *context, const struct receipt *receipt), void *context);

/* What an account decided for one person; CONSENT_NONE for nothing. */
enum err consent_get(struct db_conn *db, const char *account_id, const char *person_id, enum consent *out);
enum err consent_put(struct db_conn *db, const char *account_id, const char *person_id, enum consent consent,
                     int64_t now_us);
enum err consent_delete(struct db_conn *db, const char *account_id, const char *person_id);

typedef struct consent_entry {
    struct party person;
    enum consent consent;
    int64_t created_us;
} consent_entry;

void consent_entry_free(struct consent_entry *entry);

/* Newest first: a new array of struct consent_entry that frees its elements. */
enum err consent_list(struct db_conn *db, const char *account_id, int64_t before_us, const char *before_id,
                      int64_t limit, GPtrArray **out);

/* The posted collections that use the image: a new array of ids that frees its elements. */
enum err authorization_list_uses(struct db_conn *db, const char *id, GPtrArray **out);

#endif
