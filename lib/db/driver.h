/* SPDX-License-Identifier: Apache-2.0
 *
 * What an engine's driver does for lib/db/db.c. A driver's connection begins with
 * struct db_conn.
 */
#ifndef STENCIL_DB_DRIVER_H
#define STENCIL_DB_DRIVER_H

#include <stddef.h>

#include "db/db.h"

enum { DB_PARAMETERS_MAX = 24 };

struct db_value {
    char type; /* t, i or d */
    union {
        const char *text;
        int64_t integer;
        double real;
    };
};

enum db_control { DB_BEGIN, DB_COMMIT, DB_ROLLBACK, DB_SAVEPOINT, DB_RELEASE, DB_ROLLBACK_TO, DB_CONTROLS };

struct db_driver {
    const char *scheme; /* of the URL, "sqlite:" */
    enum err (*connect)(const char *place, enum db_use use, bool prepare, struct db_conn **out);
    void (*disconnect)(struct db_conn *conn);
    enum err (*start)(struct db_conn *conn, enum query query, const struct db_value *values, int count, void **state);
    enum err (*next)(struct db_conn *conn, void *state, bool *more);
    int64_t (*changed)(struct db_conn *conn);
    void (*finish)(struct db_conn *conn, void *state);
    const char *(*text)(void *state, int column);
    int64_t (*integer)(void *state, int column);
    double (*real)(void *state, int column);
    enum err (*control)(struct db_conn *conn, enum db_control control);
    /* For migrations only: SQL that is not prepared; the first value of the last row. */
    enum err (*script)(struct db_conn *conn, const char *sql, int64_t *value);
};

struct db_conn {
    const struct db_driver *driver;
};

extern const struct db_driver db_sqlite;

#endif
