/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of blocked pictures: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_BLOCK_H
#define STENCIL_STORE_BLOCK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

typedef struct block {
    char *id;
    char *phash;    /* rule/phash.h */
    char *media_id; /* which media it was taken from, or NULL */
    char *actor_handle;
    char *reason, *note;
    int64_t created_us;
} block;

void block_free(struct block *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(block, block_free)

/* Where the hash is blocked already, nothing changes. `*stored` gets what is there now. */
enum err block_insert(struct db_conn *db, const struct block *block, struct block **stored);

/* E_NOT_FOUND. */
enum err block_get(struct db_conn *db, const char *id, struct block **out);
enum err block_delete(struct db_conn *db, const char *id);

enum err block_count(struct db_conn *db, int64_t *count);

/* Up to `limit` blocks made before a place, newest first: a new array that frees its elements. */
enum err block_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out);

/* A number that is another one after each block that was added. */
enum err block_revision(struct db_conn *db, int64_t *revision);

/* Calls `visit` with each blocked hash until it returns true. */
enum err block_each(struct db_conn *db, bool (*visit)(void *context, const char *phash), void *context);

#endif
