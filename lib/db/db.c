/* SPDX-License-Identifier: Apache-2.0 */
#include "db/db.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "base/fault.h"
#include "db/driver.h"

#define MIGRATION_FOLDER "schema/migration/"

static enum err fault(void)
{
    return fault_hit(FAULT_DB) ? err_broken("db", "a fault on purpose") : OK;
}

static enum err connect_plain(const char *url, enum db_use use, bool prepare, struct db_conn **out)
{
    static const struct db_driver *const drivers[] = {&db_sqlite};
    for (size_t i = 0; i < G_N_ELEMENTS(drivers); i++)
        if (g_str_has_prefix(url, drivers[i]->scheme))
            return drivers[i]->connect(url + strlen(drivers[i]->scheme), use, prepare, out);
    return err_broken("db", "no driver for the database %s", url);
}

enum err db_connect(const char *url, enum db_use use, struct db_conn **out)
{
    return connect_plain(url, use, true, out);
}

void db_disconnect(struct db_conn *conn)
{
    if (conn)
        conn->driver->disconnect(conn);
}

static int read_values(const char *types, va_list args, struct db_value *values)
{
    int count = 0;
    for (; types[count]; count++) {
        assert(count < DB_PARAMETERS_MAX);
        values[count].type = types[count];
        if (types[count] == 't')
            values[count].text = va_arg(args, const char *);
        else if (types[count] == 'i')
            values[count].integer = va_arg(args, int64_t);
        else
            values[count].real = va_arg(args, double);
    }
    return count;
}

static enum err start(struct db_conn *conn, struct db_rows *rows, enum query query, const char *types, va_list args)
{
    struct db_value values[DB_PARAMETERS_MAX];
    int count = read_values(types, args, values);
    enum err e = fault();
    if (!e)
        e = conn->driver->start(conn, query, values, count, &rows->state);
    if (!e)
        rows->conn = conn;
    return e;
}

enum err db_exec(struct db_conn *conn, enum query query, int64_t *changed, const char *types, ...)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    va_list args;
    va_start(args, types);
    enum err e = start(conn, &rows, query, types, args);
    va_end(args);
    while (!e && more)
        e = conn->driver->next(conn, rows.state, &more);
    if (!e && changed)
        *changed = conn->driver->changed(conn);
    return e;
}

enum err db_query(struct db_conn *conn, struct db_rows *rows, enum query query, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    enum err e = start(conn, rows, query, types, args);
    va_end(args);
    return e;
}

enum err db_next(struct db_rows *rows, bool *more)
{
    return rows->conn->driver->next(rows->conn, rows->state, more);
}

enum err db_query_row(struct db_conn *conn, struct db_rows *rows, enum query query, const char *types, ...)
{
    bool more;
    va_list args;
    va_start(args, types);
    enum err e = start(conn, rows, query, types, args);
    va_end(args);
    if (!e)
        e = db_next(rows, &more);
    return e ? e : more ? OK : E_NOT_FOUND;
}

void db_rows_clear(struct db_rows *rows)
{
    if (rows->conn)
        rows->conn->driver->finish(rows->conn, rows->state);
    *rows = (struct db_rows){0};
}

const char *db_text(const struct db_rows *rows, int column)
{
    return rows->conn->driver->text(rows->state, column);
}

int64_t db_int(const struct db_rows *rows, int column)
{
    return rows->conn->driver->integer(rows->state, column);
}

double db_double(const struct db_rows *rows, int column)
{
    return rows->conn->driver->real(rows->state, column);
}

enum err db_begin(struct db_conn *conn)
{
    enum err e = fault();
    return e ? e : conn->driver->control(conn, DB_BEGIN);
}

enum err db_commit(struct db_conn *conn)
{
    enum err e = fault();
    return e ? e : conn->driver->control(conn, DB_COMMIT);
}

void db_rollback(struct db_conn *conn)
{
    /* Nothing more can be taken back than what already failed; the driver has logged it. */
    if (conn->driver->control(conn, DB_ROLLBACK))
        return;
}

enum err db_savepoint(struct db_conn *conn)
{
    return conn->driver->control(conn, DB_SAVEPOINT);
}

enum err db_savepoint_release(struct db_conn *conn)
{
    return conn->driver->control(conn, DB_RELEASE);
}

enum err db_savepoint_rollback(struct db_conn *conn)
{
    enum err e = conn->driver->control(conn, DB_ROLLBACK_TO);
    return e ? e : conn->driver->control(conn, DB_RELEASE);
}

/* The migration numbered `version` ("0001_start.sql" is 1), or NULL after the last. */
static const struct embedded *migration(int version)
{
    char prefix[sizeof MIGRATION_FOLDER + 16];
    snprintf(prefix, sizeof prefix, MIGRATION_FOLDER "%04d_", version);
    for (const struct embedded *file = embedded_files; file->path; file++)
        if (g_str_has_prefix(file->path, prefix))
            return file;
    return NULL;
}

int db_schema_version(void)
{
    int version = 0;
    while (migration(version + 1))
        version++;
    return version;
}

/* Leaves out lines marked `-- only: ENGINE` for another engine. */
static char *for_engine(const struct embedded *file, const struct db_driver *driver)
{
    g_autofree char *mark = g_strdup_printf("-- only: %.*s", (int)strlen(driver->scheme) - 1, driver->scheme);
    g_auto(GStrv) lines = g_strsplit(file->data, "\n", -1);
    GString *sql = g_string_new(NULL);
    for (char **line = lines; *line; line++)
        if (!strstr(*line, "-- only: ") || strstr(*line, mark))
            g_string_append_printf(sql, "%s\n", *line);
    return g_string_free(sql, FALSE);
}

/* One step of the way, if it is still to be taken: another process may start beside us. */
static enum err apply_next(struct db_conn *conn, int64_t *version)
{
    enum err e = conn->driver->script(conn, "SELECT version FROM schema_version", version);
    if (e || *version >= db_schema_version())
        return e;
    int next = (int)*version + 1;
    g_autofree char *sql = for_engine(migration(next), conn->driver);
    g_autofree char *note = g_strdup_printf("UPDATE schema_version SET version = %d", next);
    e = conn->driver->script(conn, sql, NULL);
    return e ? e : conn->driver->script(conn, note, NULL);
}

static enum err in_transaction(struct db_conn *conn, enum err (*step)(struct db_conn *conn, int64_t *version),
                               int64_t *version)
{
    enum err e = db_begin(conn);
    if (e)
        return e;
    e = step(conn, version);
    if (!e)
        e = db_commit(conn);
    if (e)
        db_rollback(conn);
    return e;
}

static enum err read_version(struct db_conn *conn, int64_t *version)
{
    enum err e =
        conn->driver->script(conn, "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)", NULL);
    if (!e)
        e = conn->driver->script(conn,
                                 "INSERT INTO schema_version (version) "
                                 "SELECT 0 WHERE NOT EXISTS (SELECT version FROM schema_version)",
                                 NULL);
    return e ? e : conn->driver->script(conn, "SELECT version FROM schema_version", version);
}

static enum err apply_missing(struct db_conn *conn)
{
    int64_t version = 0;
    enum err e = in_transaction(conn, read_version, &version);
    if (!e && version > db_schema_version())
        e = err_broken("db", "the database has schema version %d, this program knows versions up to %d", (int)version,
                       db_schema_version());
    while (!e && version < db_schema_version()) {
        e = in_transaction(conn, apply_next, &version);
        version++;
    }
    return e;
}

enum err db_migrate(const char *url)
{
    struct db_conn *conn = NULL;
    enum err e = connect_plain(url, DB_WRITE, false, &conn);
    if (!e)
        e = apply_missing(conn);
    db_disconnect(conn);
    return e;
}
