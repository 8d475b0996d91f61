/* SPDX-License-Identifier: Apache-2.0
 *
 * Versions of the policy, and how far a new one has gone through what is stored: rows in and
 * out. The connection's thread.
 */
#ifndef STENCIL_STORE_POLICY_H
#define STENCIL_STORE_POLICY_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "db/db.h"

typedef struct policy_row {
    int64_t version;
    json_t *document;
    int64_t created_us;
    char *account_id; /* who stored it; written, not read: policy_author */
    char *handle;     /* NULL: the first one, that came with the server */
    char *note;
} policy_row;

void policy_row_free(struct policy_row *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(policy_row, policy_row_free)

/* The policy in force; E_NOT_FOUND in a new database. */
enum err policy_newest(struct db_conn *db, struct policy_row **out);
enum err policy_newest_version(struct db_conn *db, int64_t *version, int64_t *created_us);

/* E_NOT_FOUND. */
enum err policy_get(struct db_conn *db, int64_t version, struct policy_row **out);

/* Up to `limit` versions before one, newest first: a new array that frees its elements. */
enum err policy_list(struct db_conn *db, int64_t before, int64_t limit, GPtrArray **out);

/* A version that is there already stays as it is. */
enum err policy_insert(struct db_conn *db, const struct policy_row *row);

/* Who stored it, yours; NULL for nobody. */
enum err policy_author(struct db_conn *db, int64_t version, char **account_id);

/* The way of a new policy through all collections, in the order of their ids. */
struct policy_sweep {
    int64_t version;
    char after_id[ID_SIZE];
    int64_t looked_at, gained, lost;
    int64_t started_us, finished_us; /* 0: under way */
};

enum err policy_sweep_start(struct db_conn *db, int64_t version, int64_t now_us);

/* E_NOT_FOUND: there was none yet. */
enum err policy_sweep_get(struct db_conn *db, struct policy_sweep *out);

/* From `was` on; the numbers are added. E_STATE: another daemon, or a newer policy, was first. */
enum err policy_sweep_step(struct db_conn *db, const struct policy_sweep *was, const struct policy_sweep *step);

#endif
