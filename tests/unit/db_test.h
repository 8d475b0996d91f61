/* SPDX-License-Identifier: Apache-2.0
 *
 * A database of a test's own, and a look into it past lib/db: by SQLite itself.
 */
#ifndef STENCIL_TESTS_UNIT_DB_TEST_H
#define STENCIL_TESTS_UNIT_DB_TEST_H

#include "folder_test.h"

#include <sqlite3.h>
#include <string.h>

#include "db/db.h"

struct database {
    char *folder, *path, *url;
    struct db_conn *db; /* to write with */
};

/* A folder in which there is no database yet. */
[[maybe_unused]] static struct database database_none(void)
{
    struct database d = {.folder = folder_new()};
    d.path = g_build_filename(d.folder, "stencil.db", NULL);
    d.url = g_strconcat("sqlite:", d.path, NULL);
    return d;
}

[[maybe_unused]] static struct database database_new(void)
{
    struct database d = database_none();
    assert_int_equal(db_migrate(d.url), OK);
    assert_int_equal(db_connect(d.url, DB_WRITE, &d.db), OK);
    return d;
}

[[maybe_unused]] static void database_remove(struct database *d)
{
    db_disconnect(d->db);
    folder_remove_take(d->folder);
    g_free(d->path);
    g_free(d->url);
}

/* Runs a statement; the first value of the last row, 0 where there is none. */
[[maybe_unused]] static int64_t sql_run(sqlite3 *raw, const char *text)
{
    sqlite3_stmt *statement;
    int64_t value = 0;
    int code;
    if (sqlite3_prepare_v2(raw, text, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(raw));
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    if (code != SQLITE_DONE)
        fail_msg("%s: %s", text, sqlite3_errmsg(raw));
    sqlite3_finalize(statement);
    return value;
}

[[maybe_unused]] static sqlite3 *sql_open(const char *path)
{
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    sqlite3_busy_timeout(raw, 10000);
    return raw;
}

/* The same on a database that is opened for it alone. */
[[maybe_unused]] static int64_t sql(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int64_t sql(const char *path, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    sqlite3 *raw = sql_open(path);
    int64_t value = sql_run(raw, text);
    sqlite3_close(raw);
    return value;
}

#endif
