/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/policy.h"

static void put_policy(struct database *d, int64_t version, const char *tree, int64_t us)
{
    json_auto_t *document = quoted(tree);
    struct policy_row row = {.version = version,
                             .document = document,
                             .created_us = us,
                             .account_id = (char *)"anna",
                             .handle = (char *)"anna",
                             .note = (char *)"because"};
    assert_int_equal(policy_insert(d->db, &row), OK);
}

static void a_new_database_has_no_policy(void **)
{
    struct database d = database_new();
    int64_t version = 42, created_us = 42;
    struct policy_row *untouched = NULL;
    struct policy_sweep sweep;
    assert_int_equal(policy_newest(d.db, &untouched), E_NOT_FOUND);
    assert_null(untouched);
    assert_int_equal(policy_newest_version(d.db, &version, &created_us), E_NOT_FOUND);
    assert_int_equal(version, 42);
    assert_int_equal(policy_sweep_get(d.db, &sweep), E_NOT_FOUND);
    database_remove(&d);
}

static void the_newest_policy_is_in_force(void **)
{
    struct database d = database_new();
    g_autoptr(policy_row) found = NULL;
    g_autofree char *author = NULL;
    put_policy(&d, 1, "{'creator_opted_in': {}}", 100);
    put_policy(&d, 2, "{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}", 50);
    assert_int_equal(policy_newest(d.db, &found), OK);
    assert_int_equal(found->version, 2);
    assert_int_equal(found->created_us, 50);
    assert_string_equal(found->handle, "anna");
    assert_string_equal(found->note, "because");
    assert_same_json(found->document, "{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}");
    assert_int_equal(policy_author(d.db, 2, &author), OK);
    assert_string_equal(author, "anna");
    database_remove(&d);
}

static void a_version_is_never_overwritten(void **)
{
    struct database d = database_new();
    g_autoptr(policy_row) found = NULL;
    put_policy(&d, 1, "{'creator_opted_in': {}}", 100);
    put_policy(&d, 1, "{'any': []}", 200);
    assert_int_equal(policy_get(d.db, 1, &found), OK);
    assert_int_equal(found->created_us, 100);
    assert_same_json(found->document, "{'creator_opted_in': {}}");
    database_remove(&d);
}

static void versions_are_listed_newest_first(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) all = NULL, rest = NULL;
    for (int version = 1; version <= 5; version++)
        put_policy(&d, version, "{'creator_opted_in': {}}", version);
    assert_int_equal(policy_list(d.db, G_MAXINT64, 2, &all), OK);
    assert_int_equal(all->len, 2);
    assert_int_equal(((struct policy_row *)all->pdata[0])->version, 5);
    assert_int_equal(policy_list(d.db, 4, 10, &rest), OK);
    assert_int_equal(rest->len, 3);
    assert_int_equal(((struct policy_row *)rest->pdata[2])->version, 1);
    database_remove(&d);
}

/* Two daemons that saw the same place: one goes on from it. */
static void a_sweep_goes_on_from_where_it_is_only(void **)
{
    struct database d = database_new();
    struct policy_sweep was, now, step = {.after_id = "m", .looked_at = 3, .gained = 2, .lost = 1};
    assert_int_equal(policy_sweep_start(d.db, 7, 100), OK);
    assert_int_equal(policy_sweep_get(d.db, &was), OK);
    assert_int_equal(policy_sweep_step(d.db, &was, &step), OK);
    assert_int_equal(policy_sweep_step(d.db, &was, &step), E_STATE);
    assert_int_equal(policy_sweep_get(d.db, &now), OK);
    assert_string_equal(now.after_id, "m");
    assert_int_equal(now.looked_at, 3);
    step.finished_us = 200;
    assert_int_equal(policy_sweep_step(d.db, &now, &step), OK);
    assert_int_equal(policy_sweep_get(d.db, &now), OK);
    assert_int_equal(now.looked_at, 6);
    assert_int_equal(now.gained, 4);
    assert_int_equal(now.lost, 2);
    assert_int_equal(now.finished_us, 200);
    assert_int_equal(policy_sweep_step(d.db, &now, &step), E_STATE);
    database_remove(&d);
}

static void a_newer_policy_begins_anew(void **)
{
    struct database d = database_new();
    struct policy_sweep was, now, step = {.after_id = "m", .looked_at = 3};
    assert_int_equal(policy_sweep_start(d.db, 1, 100), OK);
    assert_int_equal(policy_sweep_get(d.db, &was), OK);
    assert_int_equal(policy_sweep_start(d.db, 2, 300), OK);
    assert_int_equal(policy_sweep_step(d.db, &was, &step), E_STATE);
    assert_int_equal(policy_sweep_get(d.db, &now), OK);
    assert_int_equal(now.version, 2);
    assert_int_equal(now.looked_at, 0);
    assert_string_equal(now.after_id, "");
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_database_has_no_policy),          cmocka_unit_test(the_newest_policy_is_in_force),
        cmocka_unit_test(a_version_is_never_overwritten),        cmocka_unit_test(versions_are_listed_newest_first),
        cmocka_unit_test(a_sweep_goes_on_from_where_it_is_only), cmocka_unit_test(a_newer_policy_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
