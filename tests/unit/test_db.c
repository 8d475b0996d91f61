/* SPDX-License-Identifier: Apache-2.0 */
#include "db_test.h"

#include "base/fault.h"

enum { NOW_US = 1000 };

static void put_account(struct db_conn *db, const char *id)
{
    assert_int_equal(
        db_exec(db, QUERY_account_insert, NULL, "tttttti", id, id, "Name", "", "member", "password", (int64_t)NOW_US),
        OK);
}

static void put_follow(struct db_conn *db, const char *follower, const char *followed)
{
    assert_int_equal(db_exec(db, QUERY_follow_put, NULL, "tti", follower, followed, (int64_t)NOW_US), OK);
}

static bool follows(struct db_conn *db, const char *follower, const char *followed)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_follow_exists, "tt", follower, followed);
    assert_true(e == OK || e == E_NOT_FOUND);
    return e == OK;
}

static void an_empty_file_gets_all_migrations_once(void **)
{
    struct database d = database_none();
    for (int time = 0; time < 2; time++) {
        assert_int_equal(db_migrate(d.url), OK);
        assert_int_equal(sql(d.path, "SELECT version FROM schema_version"), db_schema_version());
        assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM schema_version"), 1);
        assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'collection'"), 1);
    }
    database_remove(&d);
}

static void *migrate(void *url)
{
    return GINT_TO_POINTER(db_migrate(url));
}

static void several_may_migrate_at_once(void **)
{
    enum { THREADS = 4 };
    struct database d = database_none();
    GThread *threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("migrate", migrate, d.url);
    for (int i = 0; i < THREADS; i++)
        assert_null(g_thread_join(threads[i]));
    assert_int_equal(sql(d.path, "SELECT version FROM schema_version"), db_schema_version());
    database_remove(&d);
}

static void a_failed_migration_leaves_the_version_as_it_was(void **)
{
    struct database d = database_none();
    /* The first migration makes a table of this name, too. */
    sql(d.path, "CREATE TABLE rating (a)");
    assert_int_equal(db_migrate(d.url), E_BROKEN);
    assert_int_equal(sql(d.path, "SELECT version FROM schema_version"), 0);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'account'"), 0);
    sql(d.path, "DROP TABLE rating");
    assert_int_equal(db_migrate(d.url), OK);
    database_remove(&d);
}

static void a_database_newer_than_the_program_is_refused_and_left_alone(void **)
{
    struct database d = database_none();
    assert_int_equal(db_migrate(d.url), OK);
    sql(d.path, "UPDATE schema_version SET version = %d", db_schema_version() + 1);
    assert_int_equal(db_migrate(d.url), E_BROKEN);
    assert_int_equal(sql(d.path, "SELECT version FROM schema_version"), db_schema_version() + 1);
    database_remove(&d);
}

static void what_cannot_be_opened_is_a_failure(void **)
{
    struct database d = database_none();
    g_autofree char *in_no_folder = g_strdup_printf("sqlite:%s/none/stencil.db", d.folder);
    struct db_conn *untouched = NULL;
    assert_int_equal(db_connect("oracle:somewhere", DB_READ, &untouched), E_BROKEN);
    assert_int_equal(db_connect(d.url, DB_READ, &untouched), E_BROKEN);
    assert_int_equal(db_connect(in_no_folder, DB_WRITE, &untouched), E_BROKEN);
    assert_int_equal(db_migrate(in_no_folder), E_BROKEN);
    assert_null(untouched);
    database_remove(&d);
}

static void a_file_that_is_no_database_is_a_failure(void **)
{
    struct database d = database_none();
    struct db_conn *untouched = NULL;
    assert_true(g_file_set_contents(d.path,
                                    "This is a text, and longer than a hundred bytes. It was put where the "
                                    "database is expected, by mistake, and must stay what it is.",
                                    -1, NULL));
    assert_int_equal(db_migrate(d.url), E_BROKEN);
    assert_int_equal(db_connect(d.url, DB_WRITE, &untouched), E_BROKEN);
    assert_null(untouched);
    database_remove(&d);
}

/* account_update names $2 … $5 before $1: by position the id would become the name. */
static void parameters_are_bound_by_name(void **)
{
    struct database d = database_new();
    g_auto(db_rows) rows = {0};
    put_account(d.db, "a");
    put_account(d.db, "b");
    assert_int_equal(
        db_exec(d.db, QUERY_account_update, NULL, "ttttit", "a", "New", "Bio", NULL, (int64_t)2 * NOW_US, "ask"), OK);
    assert_int_equal(db_query_row(d.db, &rows, QUERY_account_get, "t", "a"), OK);
    assert_string_equal(db_text(&rows, 2), "New");
    assert_string_equal(db_text(&rows, 3), "Bio");
    assert_int_equal(db_int(&rows, 5), 2);
    assert_int_equal(db_int(&rows, 6), NOW_US);
    assert_int_equal(db_int(&rows, 7), 2 * NOW_US);
    db_rows_clear(&rows);
    assert_int_equal(db_query_row(d.db, &rows, QUERY_account_get, "t", "b"), OK);
    assert_string_equal(db_text(&rows, 2), "Name");
    db_rows_clear(&rows);
    database_remove(&d);
}

static void text_is_text_and_null_is_null(void **)
{
    static const char *const texts[] = {"", "1e5", "007", "gr\xc3\xbc\xc3\x9f \xf0\x9f\x8c\xb8", "it's; -- \"so\""};
    struct database d = database_new();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(db_rows) rows = {0};
        assert_int_equal(db_exec(d.db, QUERY_idempotency_insert, NULL, "tttititi", texts[i], "key", "print", INT64_MAX,
                                 NULL, INT64_MIN, texts[i], (int64_t)NOW_US),
                         OK);
        assert_int_equal(db_query_row(d.db, &rows, QUERY_idempotency_get, "tt", texts[i], "key"), OK);
        assert_int_equal(db_int(&rows, 1), INT64_MAX);
        assert_null(db_text(&rows, 2));
        assert_int_equal(db_int(&rows, 3), INT64_MIN);
        assert_string_equal(db_text(&rows, 4), texts[i]);
    }
    database_remove(&d);
}

static void what_refers_to_nothing_is_refused(void **)
{
    struct database d = database_new();
    put_account(d.db, "a");
    assert_int_equal(db_exec(d.db, QUERY_follow_put, NULL, "tti", "a", "nobody", (int64_t)NOW_US), E_BROKEN);
    assert_false(follows(d.db, "a", "nobody"));
    /* The statement is good for another time. */
    put_account(d.db, "b");
    put_follow(d.db, "a", "b");
    assert_true(follows(d.db, "a", "b"));
    database_remove(&d);
}

static void the_number_of_changed_rows_is_told(void **)
{
    struct database d = database_new();
    int64_t changed = -1;
    put_account(d.db, "a");
    put_account(d.db, "b");
    assert_int_equal(db_exec(d.db, QUERY_follow_put, &changed, "tti", "a", "b", (int64_t)NOW_US), OK);
    assert_int_equal(changed, 1);
    assert_int_equal(db_exec(d.db, QUERY_follow_put, &changed, "tti", "a", "b", (int64_t)NOW_US), OK);
    assert_int_equal(changed, 0);
    assert_int_equal(db_exec(d.db, QUERY_follow_delete, &changed, "tt", "b", "a"), OK);
    assert_int_equal(changed, 0);
    database_remove(&d);
}

static void a_statement_can_run_again_after_it_was_left_half_read(void **)
{
    struct database d = database_new();
    for (int time = 0; time < 3; time++) {
        g_auto(db_rows) rows = {0};
        bool more = false;
        if (!time)
            put_account(d.db, "a");
        assert_int_equal(db_query(d.db, &rows, QUERY_account_get, "t", "a"), OK);
        assert_int_equal(db_next(&rows, &more), OK);
        assert_true(more);
        assert_string_equal(db_text(&rows, 0), "a");
        if (time == 1) {
            assert_int_equal(db_next(&rows, &more), OK);
            assert_false(more);
        }
    }
    database_remove(&d);
}

static void a_reading_connection_cannot_write(void **)
{
    struct database d = database_new();
    struct db_conn *reading = NULL;
    put_account(d.db, "a");
    put_account(d.db, "b");
    assert_int_equal(db_connect(d.url, DB_READ, &reading), OK);
    assert_int_equal(db_exec(reading, QUERY_follow_put, NULL, "tti", "a", "b", (int64_t)NOW_US), E_BROKEN);
    assert_int_equal(db_exec(reading, QUERY_account_delete, NULL, "t", "a"), E_BROKEN);
    db_disconnect(reading);
    assert_false(follows(d.db, "a", "b"));
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 2);
    database_remove(&d);
}

static void a_reading_transaction_sees_one_moment(void **)
{
    struct database d = database_new();
    struct db_conn *reading = NULL;
    put_account(d.db, "a");
    put_account(d.db, "b");
    assert_int_equal(db_connect(d.url, DB_READ, &reading), OK);
    assert_int_equal(db_begin(reading), OK);
    assert_false(follows(reading, "a", "b"));
    put_follow(d.db, "a", "b");
    assert_false(follows(reading, "a", "b"));
    assert_int_equal(db_commit(reading), OK);
    assert_true(follows(reading, "a", "b"));
    db_disconnect(reading);
    database_remove(&d);
}

static void a_transaction_taken_back_leaves_nothing(void **)
{
    struct database d = database_new();
    assert_int_equal(db_begin(d.db), OK);
    put_account(d.db, "a");
    db_rollback(d.db);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 0);
    assert_int_equal(db_begin(d.db), OK);
    put_account(d.db, "a");
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 0);
    assert_int_equal(db_commit(d.db), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 1);
    database_remove(&d);
}

static void one_unit_is_taken_back_alone(void **)
{
    struct database d = database_new();
    assert_int_equal(db_begin(d.db), OK);
    assert_int_equal(db_savepoint(d.db), OK);
    put_account(d.db, "kept");
    assert_int_equal(db_savepoint_release(d.db), OK);
    assert_int_equal(db_savepoint(d.db), OK);
    put_account(d.db, "gone");
    assert_int_equal(db_savepoint_rollback(d.db), OK);
    assert_int_equal(db_savepoint(d.db), OK);
    put_account(d.db, "kept_too");
    assert_int_equal(db_savepoint_release(d.db), OK);
    assert_int_equal(db_commit(d.db), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account WHERE id LIKE 'kept%%'"), 2);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 2);
    database_remove(&d);
}

static void every_call_through_the_seam_can_be_made_to_fail(void **)
{
    struct database d = database_new();
    for (int call = 0; call < 4; call++) {
        g_auto(db_rows) rows = {0};
        if (call == 3)
            assert_int_equal(db_begin(d.db), OK);
        fault_arm(FAULT_DB, 1, false);
        enum err e = call == 0   ? db_exec(d.db, QUERY_account_delete, NULL, "t", "a")
                     : call == 1 ? db_query(d.db, &rows, QUERY_account_get, "t", "a")
                     : call == 2 ? db_begin(d.db)
                                 : db_commit(d.db);
        assert_int_equal(e, E_BROKEN);
        assert_true(fault_was_hit(FAULT_DB));
        assert_null(rows.conn);
    }
    db_rollback(d.db);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_gets_all_migrations_once),
        cmocka_unit_test(several_may_migrate_at_once),
        cmocka_unit_test(a_failed_migration_leaves_the_version_as_it_was),
        cmocka_unit_test(a_database_newer_than_the_program_is_refused_and_left_alone),
        cmocka_unit_test(what_cannot_be_opened_is_a_failure),
        cmocka_unit_test(a_file_that_is_no_database_is_a_failure),
        cmocka_unit_test(parameters_are_bound_by_name),
        cmocka_unit_test(text_is_text_and_null_is_null),
        cmocka_unit_test(what_refers_to_nothing_is_refused),
        cmocka_unit_test(the_number_of_changed_rows_is_told),
        cmocka_unit_test(a_statement_can_run_again_after_it_was_left_half_read),
        cmocka_unit_test(a_reading_connection_cannot_write),
        cmocka_unit_test(a_reading_transaction_sees_one_moment),
        cmocka_unit_test(a_transaction_taken_back_leaves_nothing),
        cmocka_unit_test(one_unit_is_taken_back_alone),
        cmocka_unit_test(every_call_through_the_seam_can_be_made_to_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
