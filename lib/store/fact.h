/* SPDX-License-Identifier: Apache-2.0
 *
 * Facts of collections, ratings, and what an evaluation has found: rows in and out. The
 * connection's thread.
 */
#ifndef STENCIL_STORE_FACT_H
#define STENCIL_STORE_FACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "db/db.h"
#include "rule/facts.h"
#include "rule/print.h"
#include "store/eligibility.h"

enum { FACT_SHARES_MAX = PRINT_TEXTS_MAX + SHARE_LEVELS };

/* One collection's facts with the last evaluation. Its texts belong to the row: they are
 * gone when it is cleared, or when the list moves on. */
typedef struct fact_row {
    struct db_rows rows;
    const char *collection_id, *account_id;
    struct facts facts;
    int64_t version; /* FACTS_VERSION, or older */
    bool is_counted; /* takes part in what collections share */
    bool was_evaluated;
    struct eligibility last;
    struct share shares[FACT_SHARES_MAX];
} fact_row;

void fact_row_clear(struct fact_row *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(fact_row, fact_row_clear)

/* Those of a new collection: nothing but the option. */
enum err fact_insert(struct db_conn *db, const char *collection_id, bool opted_in);

/* All but the counts of ratings, is_counted and the shares. */
enum err fact_put(struct db_conn *db, const char *collection_id, const char *account_id, const struct facts *facts);

enum err fact_set_counted(struct db_conn *db, const char *collection_id, bool is_counted);

/* E_NOT_FOUND. `row` must be cleared before another is read on this connection. */
enum err fact_get(struct db_conn *db, const char *collection_id, struct fact_row *row);

/* Calls `visit` with up to `limit` collections, drafts too, whose ids come after one, in
 * their order, until one call fails. `*last` (23 bytes) gets the id of the last one, and stays
 * as it is where there is none. */
enum err fact_list(struct db_conn *db, const char *after_id, int64_t limit, char *last,
                   enum err (*visit)(void *context, const struct fact_row *row), void *context);

/* The account's rating becomes `value` (1, -1, or 0 for none); facts follow.
 * `*was` gets the value before. */
enum err rating_set(struct db_conn *db, const char *collection_id, const char *account_id, int value, int64_t now_us,
                    int *was);

#endif
