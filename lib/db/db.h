/* SPDX-License-Identifier: Apache-2.0
 *
 * The database: named statements (schema/query), rows, transactions. The seam under which
 * the engines differ; nothing above it knows which one it is. A connection has its
 * statements prepared (one to write all of them, from the start; one to read each from its first
 * use on) and is used by one thread at a time; `struct db_rows` lives on the
 * stack of who reads it and is cleared before its statement runs again.
 */
#ifndef STENCIL_DB_DB_H
#define STENCIL_DB_DB_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "query.h"

struct db_conn;

struct db_rows {
    struct db_conn *conn;
    void *state; /* the driver's */
};

enum db_use { DB_READ, DB_WRITE };

/* Applies the migrations that are missing, each in a transaction of its own, and refuses
 * a database that is newer than this program (E_BROKEN, logged). `url` is
 * `sqlite:PATH`; the file is made when it is missing. */
enum err db_migrate(const char *url);

/* A connection; a DB_READ one cannot write. */
enum err db_connect(const char *url, enum db_use use, struct db_conn **out);
void db_disconnect(struct db_conn *conn);

/* The number of migrations this program has. */
int db_schema_version(void);

/* Runs a statement to its end. `types` has a letter for each parameter $1, $2 …:
 * t const char * (NULL allowed), i int64_t, d double. `changed` (may be NULL) gets the
 * number of rows changed. */
enum err db_exec(struct db_conn *conn, enum query query, int64_t *changed, const char *types, ...);

/* Starts reading the rows of a statement. */
enum err db_query(struct db_conn *conn, struct db_rows *rows, enum query query, const char *types, ...);

/* Moves to the next row; `*more` says whether there is one. */
enum err db_next(struct db_rows *rows, bool *more);

/* Starts reading and moves to the first row; E_NOT_FOUND where there is none. */
enum err db_query_row(struct db_conn *conn, struct db_rows *rows, enum query query, const char *types, ...);

void db_rows_clear(struct db_rows *rows);
typedef struct db_rows db_rows;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(db_rows, db_rows_clear)

/* The columns of the current row, from 0. Text is borrowed until the next step; NULL for
 * an SQL NULL. */
const char *db_text(const struct db_rows *rows, int column);
int64_t db_int(const struct db_rows *rows, int column);
double db_double(const struct db_rows *rows, int column);

/* Transactions. db_begin on a DB_READ connection gives one consistent view. */
enum err db_begin(struct db_conn *conn);
enum err db_commit(struct db_conn *conn);
void db_rollback(struct db_conn *conn);

/* One unit of work inside the transaction, that can be taken back by itself. */
enum err db_savepoint(struct db_conn *conn);
enum err db_savepoint_release(struct db_conn *conn);
enum err db_savepoint_rollback(struct db_conn *conn);

#endif
