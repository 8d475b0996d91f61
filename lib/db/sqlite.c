/* SPDX-License-Identifier: Apache-2.0
 *
 * The SQLite driver: WAL, synchronous=FULL (a commit is on disk), foreign keys on.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "db/driver.h"

enum { BUSY_TIMEOUT_MS = 5000, CHECKPOINT_PAGES = 10000, CACHE_KIB = 4096 };

struct statement {
    sqlite3_stmt *handle;
    int slot[DB_PARAMETERS_MAX]; /* where $1, $2 … are bound: by name, see docs/sql.md */
};

struct sqlite_conn {
    struct db_conn base;
    sqlite3 *db;
    struct statement statements[QUERY_COUNT];
    sqlite3_stmt *controls[DB_CONTROLS];
};

static struct sqlite_conn *of(struct db_conn *conn)
{
    return (struct sqlite_conn *)conn;
}

static enum err failed(sqlite3 *db, const char *what)
{
    int code = sqlite3_errcode(db);
    if (code == SQLITE_BUSY)
        return E_BUSY;
    enum err e = err_broken("sqlite", "%s: %s", what, sqlite3_errmsg(db));
    return code == SQLITE_FULL ? E_FULL : e;
}

static enum err script(struct db_conn *base, const char *sql, int64_t *value)
{
    sqlite3 *db = of(base)->db;
    while (sql && *sql) {
        sqlite3_stmt *handle = NULL;
        if (sqlite3_prepare_v2(db, sql, -1, &handle, &sql) != SQLITE_OK)
            return failed(db, "cannot prepare a script");
        int code = SQLITE_DONE;
        while (handle && (code = sqlite3_step(handle)) == SQLITE_ROW)
            if (value)
                *value = sqlite3_column_int64(handle, 0);
        sqlite3_finalize(handle);
        if (code != SQLITE_DONE)
            return failed(db, "cannot run a script");
    }
    return OK;
}

static enum err prepare(struct sqlite_conn *conn)
{
    static const char *const controls[DB_CONTROLS] = {
        [DB_BEGIN] = "BEGIN",          [DB_COMMIT] = "COMMIT",
        [DB_ROLLBACK] = "ROLLBACK",    [DB_SAVEPOINT] = "SAVEPOINT unit",
        [DB_RELEASE] = "RELEASE unit", [DB_ROLLBACK_TO] = "ROLLBACK TO unit",
    };
    for (int i = 0; i < DB_CONTROLS; i++) {
        /* A writer takes its lock at once: to upgrade later could fail half-way. */
        const char *sql = i == DB_BEGIN && !sqlite3_db_readonly(conn->db, NULL) ? "BEGIN IMMEDIATE" : controls[i];
        if (sqlite3_prepare_v3(conn->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &conn->controls[i], NULL) != SQLITE_OK)
            return failed(conn->db, sql);
    }
    return OK;
}

static enum err prepare_query(struct sqlite_conn *conn, enum query query)
{
    struct statement *s = &conn->statements[query];
    if (sqlite3_prepare_v3(conn->db, query_texts[query], -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL) != SQLITE_OK)
        return failed(conn->db, query_names[query]);
    for (int p = 0; p < DB_PARAMETERS_MAX; p++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", p + 1);
        s->slot[p] = sqlite3_bind_parameter_index(s->handle, name);
    }
    return OK;
}

static enum err prepare_queries(struct sqlite_conn *conn)
{
    enum err e = OK;
    for (int i = 0; i < QUERY_COUNT && !e; i++)
        e = prepare_query(conn, (enum query)i);
    return e;
}

static void sqlite_disconnect(struct db_conn *base)
{
    struct sqlite_conn *conn = of(base);
    for (int i = 0; i < QUERY_COUNT; i++)
        sqlite3_finalize(conn->statements[i].handle);
    for (int i = 0; i < DB_CONTROLS; i++)
        sqlite3_finalize(conn->controls[i]);
    sqlite3_close(conn->db);
    g_free(conn);
}

static enum err configure(struct sqlite_conn *conn, enum db_use use)
{
    char settings[256];
    sqlite3_busy_timeout(conn->db, BUSY_TIMEOUT_MS);
    if (sqlite3_db_config(conn->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL) != SQLITE_OK)
        return failed(conn->db, "cannot turn foreign keys on");
    snprintf(settings, sizeof settings,
             "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-%d;"
             "PRAGMA wal_autocheckpoint=%d; PRAGMA trusted_schema=OFF;",
             CACHE_KIB, CHECKPOINT_PAGES);
    /* The file says that it is WAL from then on: readers need not, and could not, say so. */
    enum err e = use == DB_WRITE ? script(&conn->base, "PRAGMA journal_mode=WAL", NULL) : OK;
    return e ? e : script(&conn->base, settings, NULL);
}

static enum err sqlite_connect(const char *place, enum db_use use, bool with_queries, struct db_conn **out)
{
    struct sqlite_conn *conn = g_new0(struct sqlite_conn, 1);
    conn->base.driver = &db_sqlite;
    int flags =
        SQLITE_OPEN_NOMUTEX | (use == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    enum err e = OK;
    if (sqlite3_open_v2(place, &conn->db, flags, NULL) != SQLITE_OK)
        e = failed(conn->db, place);
    if (!e)
        e = configure(conn, use);
    if (!e)
        e = prepare(conn);
    /* All of them on the first connection, so that a bad one stops the start. A reader uses few:
     * it prepares each when it first runs it. */
    if (!e && with_queries && use == DB_WRITE)
        e = prepare_queries(conn);
    if (e)
        sqlite_disconnect(&conn->base);
    else
        *out = &conn->base;
    return e;
}

static int bind(const struct statement *s, int parameter, const struct db_value *value)
{
    int slot = s->slot[parameter];
    if (value->type == 't')
        return value->text ? sqlite3_bind_text(s->handle, slot, value->text, -1, SQLITE_STATIC)
                           : sqlite3_bind_null(s->handle, slot);
    if (value->type == 'i')
        return sqlite3_bind_int64(s->handle, slot, value->integer);
    return sqlite3_bind_double(s->handle, slot, value->real);
}

static enum err sqlite_start(struct db_conn *base, enum query query, const struct db_value *values, int count,
                             void **state)
{
    struct sqlite_conn *conn = of(base);
    const struct statement *s = &conn->statements[query];
    enum err e = s->handle ? OK : prepare_query(conn, query);
    if (e)
        return e;
    for (int i = 0; i < count; i++)
        if (bind(s, i, &values[i]) != SQLITE_OK)
            return failed(conn->db, query_names[query]);
    *state = s->handle;
    return OK;
}

static enum err sqlite_next(struct db_conn *base, void *state, bool *more)
{
    int code = sqlite3_step(state);
    *more = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? OK : failed(of(base)->db, sqlite3_sql(state));
}

static int64_t sqlite_changed(struct db_conn *base)
{
    return sqlite3_changes64(of(base)->db);
}

static void sqlite_finish(struct db_conn *base, void *state)
{
    (void)base;
    /* The outcome was given by the last step; reset repeats it. */
    sqlite3_reset(state);
    sqlite3_clear_bindings(state);
}

static const char *column_text(void *state, int column)
{
    return (const char *)sqlite3_column_text(state, column);
}

static int64_t column_integer(void *state, int column)
{
    return sqlite3_column_int64(state, column);
}

static double column_real(void *state, int column)
{
    return sqlite3_column_double(state, column);
}

static enum err sqlite_control(struct db_conn *base, enum db_control control)
{
    sqlite3_stmt *handle = of(base)->controls[control];
    int code = sqlite3_step(handle);
    enum err e = code == SQLITE_DONE ? OK : failed(of(base)->db, sqlite3_sql(handle));
    sqlite3_reset(handle);
    return e;
}

const struct db_driver db_sqlite = {
    .scheme = "sqlite:",
    .connect = sqlite_connect,
    .disconnect = sqlite_disconnect,
    .start = sqlite_start,
    .next = sqlite_next,
    .changed = sqlite_changed,
    .finish = sqlite_finish,
    .text = column_text,
    .integer = column_integer,
    .real = column_real,
    .control = sqlite_control,
    .script = script,
};
