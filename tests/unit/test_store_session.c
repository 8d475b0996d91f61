/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

static void put_session(struct database *d, const char *hash, const char *account_id, int64_t expires_us)
{
    assert_int_equal(session_insert(d->db, hash, account_id, 1, &expires_us), OK);
}

static bool is_signed_in(struct database *d, const char *hash, int64_t now_us)
{
    g_autoptr(account) a = NULL;
    enum err e = session_account(d->db, hash, now_us, &a);
    assert_true(e == OK || e == E_NOT_FOUND);
    return e == OK;
}

static void a_session_tells_whose_it_is(void **)
{
    struct database d = database_new();
    g_autoptr(account) a = NULL;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_session(&d, "h1", "anna", 100);
    put_session(&d, "h2", "bob", 100);
    assert_int_equal(session_account(d.db, "h2", 50, &a), OK);
    assert_string_equal(a->id, "bob");
    assert_string_equal(a->handle, "bob");
    assert_false(is_signed_in(&d, "h3", 50));
    assert_false(is_signed_in(&d, "", 50));
    database_remove(&d);
}

static void a_session_ends_with_its_time(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_session(&d, "h", "anna", 100);
    assert_true(is_signed_in(&d, "h", 99));
    assert_false(is_signed_in(&d, "h", 100));
    assert_false(is_signed_in(&d, "h", 101));
    database_remove(&d);
}

static void a_session_that_is_there_already_stays_as_it_is(void **)
{
    struct database d = database_new();
    int64_t first_us = 100, second_us = 200;
    put_account(&d, "anna");
    assert_int_equal(session_insert(d.db, "h", "anna", 1, &first_us), OK);
    assert_int_equal(session_insert(d.db, "h", "anna", 2, &second_us), OK);
    assert_int_equal(first_us, 100);
    assert_int_equal(second_us, 100);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM session"), 1);
    database_remove(&d);
}

static void signing_out_ends_that_session_alone(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_session(&d, "h1", "anna", 100);
    put_session(&d, "h2", "anna", 100);
    assert_int_equal(session_delete(d.db, "h1"), OK);
    assert_int_equal(session_delete(d.db, "h1"), OK);
    assert_false(is_signed_in(&d, "h1", 1));
    assert_true(is_signed_in(&d, "h2", 1));
    database_remove(&d);
}

static void a_new_password_ends_all_other_sessions_of_the_account(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_session(&d, "h1", "anna", 100);
    put_session(&d, "h2", "anna", 100);
    put_session(&d, "h3", "anna", 100);
    put_session(&d, "b1", "bob", 100);
    assert_int_equal(session_delete_others(d.db, "anna", "h2"), OK);
    assert_false(is_signed_in(&d, "h1", 1));
    assert_true(is_signed_in(&d, "h2", 1));
    assert_false(is_signed_in(&d, "h3", 1));
    assert_true(is_signed_in(&d, "b1", 1));
    database_remove(&d);
}

static void sessions_that_are_over_are_swept_out(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_session(&d, "h1", "anna", 100);
    put_session(&d, "h2", "anna", 101);
    assert_int_equal(session_delete_expired(d.db, 100), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM session"), 1);
    assert_true(is_signed_in(&d, "h2", 100));
    database_remove(&d);
}

static void nobody_has_a_session_without_an_account(void **)
{
    struct database d = database_new();
    int64_t expires_us = 100;
    assert_int_equal(session_insert(d.db, "h", "nobody", 1, &expires_us), E_BROKEN);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM session"), 0);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_tells_whose_it_is),
        cmocka_unit_test(a_session_ends_with_its_time),
        cmocka_unit_test(a_session_that_is_there_already_stays_as_it_is),
        cmocka_unit_test(signing_out_ends_that_session_alone),
        cmocka_unit_test(a_new_password_ends_all_other_sessions_of_the_account),
        cmocka_unit_test(sessions_that_are_over_are_swept_out),
        cmocka_unit_test(nobody_has_a_session_without_an_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
