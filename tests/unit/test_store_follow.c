/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

static bool follows(struct database *d, const char *follower, const char *followed)
{
    bool exists;
    assert_int_equal(follow_exists(d->db, follower, followed, &exists), OK);
    return exists;
}

static void following_goes_one_way(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    assert_false(follows(&d, "anna", "bob"));
    assert_int_equal(follow_put(d.db, "anna", "bob", 1), OK);
    assert_true(follows(&d, "anna", "bob"));
    assert_false(follows(&d, "bob", "anna"));
    assert_false(follows(&d, "", "bob"));
    database_remove(&d);
}

static void following_and_no_longer_following_twice_is_as_once(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    assert_int_equal(follow_put(d.db, "anna", "bob", 1), OK);
    assert_int_equal(follow_put(d.db, "anna", "bob", 2), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM follow"), 1);
    assert_int_equal(sql(d.path, "SELECT created_us FROM follow"), 1);
    assert_int_equal(follow_delete(d.db, "anna", "bob"), OK);
    assert_int_equal(follow_delete(d.db, "anna", "bob"), OK);
    assert_false(follows(&d, "anna", "bob"));
    database_remove(&d);
}

static void nobody_can_be_followed_who_is_not_there(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    assert_int_equal(follow_put(d.db, "anna", "nobody", 1), E_BROKEN);
    assert_int_equal(follow_put(d.db, "nobody", "anna", 1), E_BROKEN);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM follow"), 0);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(following_goes_one_way),
        cmocka_unit_test(following_and_no_longer_following_twice_is_as_once),
        cmocka_unit_test(nobody_can_be_followed_who_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
