/* SPDX-License-Identifier: Apache-2.0 */
#include "db_test.h"

#include "workers.h"

enum { TASKS = 200, THREADS = 4 };

struct tally {
    GMutex lock; /* guards what is below */
    unsigned run, with_database, able_to_read;
};

static void count(void *context, struct db_conn *db)
{
    struct tally *tally = context;
    g_auto(db_rows) rows = {0};
    bool reads = db && db_query_row(db, &rows, QUERY_account_get, "t", "none") == E_NOT_FOUND;
    g_mutex_lock(&tally->lock);
    tally->run++;
    tally->with_database += db != NULL;
    tally->able_to_read += reads;
    g_mutex_unlock(&tally->lock);
}

static struct tally run_all(const char *url)
{
    struct tally tally = {.run = 0};
    g_mutex_init(&tally.lock);
    struct workers *workers = workers_new(url, THREADS);
    for (int i = 0; i < TASKS; i++)
        workers_submit(workers, count, &tally);
    workers_free(workers);
    g_mutex_clear(&tally.lock);
    return tally;
}

static void what_was_submitted_is_finished_before_the_end(void **)
{
    struct database d = database_new();
    struct tally tally = run_all(d.url);
    assert_int_equal(tally.run, TASKS);
    assert_int_equal(tally.with_database, TASKS);
    assert_int_equal(tally.able_to_read, TASKS);
    database_remove(&d);
}

static void work_without_a_database_is_told_so(void **)
{
    struct database d = database_none();
    struct tally tally = run_all(d.url);
    assert_int_equal(tally.run, TASKS);
    assert_int_equal(tally.with_database, 0);
    database_remove(&d);
}

static void workers_without_work_end(void **)
{
    workers_free(workers_new("sqlite:/none", THREADS));
    workers_free(NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_submitted_is_finished_before_the_end),
        cmocka_unit_test(work_without_a_database_is_told_so),
        cmocka_unit_test(workers_without_work_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
