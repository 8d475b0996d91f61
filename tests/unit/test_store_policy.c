/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/policy.h"

static void a_new_database_has_no_policy(void **)
{
    struct database d = database_new();
    int64_t version = 42, created_us = 42;
    json_t *untouched = NULL;
    assert_int_equal(policy_newest(d.db, &version, &untouched, &created_us), E_NOT_FOUND);
    assert_null(untouched);
    assert_int_equal(version, 42);
    database_remove(&d);
}

static void the_newest_policy_is_in_force(void **)
{
    struct database d = database_new();
    int64_t version, created_us;
    json_auto_t *first = quoted("{'creator_opted_in': {}}");
    json_auto_t *second = quoted("{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}");
    json_auto_t *found = NULL;
    assert_int_equal(policy_insert(d.db, 1, first, 100), OK);
    assert_int_equal(policy_insert(d.db, 2, second, 50), OK);
    assert_int_equal(policy_newest(d.db, &version, &found, &created_us), OK);
    assert_int_equal(version, 2);
    assert_int_equal(created_us, 50);
    assert_same_json(found, "{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}");
    database_remove(&d);
}

static void a_version_is_never_overwritten(void **)
{
    struct database d = database_new();
    int64_t version, created_us;
    json_auto_t *first = quoted("{'creator_opted_in': {}}"), *second = quoted("{'any': []}"), *found = NULL;
    assert_int_equal(policy_insert(d.db, 1, first, 100), OK);
    assert_int_equal(policy_insert(d.db, 1, second, 200), OK);
    assert_int_equal(policy_newest(d.db, &version, &found, &created_us), OK);
    assert_int_equal(created_us, 100);
    assert_true(json_equal(found, first));
    database_remove(&d);
}

static struct database database_with_collection(void)
{
    struct database d = database_new();
    json_auto_t *policy = quoted("{'creator_opted_in': {}}");
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    put_collection(&d, "c", "anna", "m", 1);
    assert_int_equal(policy_insert(d.db, 1, policy, 1), OK);
    return d;
}

static void an_evaluation_replaces_the_one_before(void **)
{
    struct database d = database_with_collection();
    for (int time = 0; time < 3; time++) {
        struct eligibility given = {1, time % 2, 100 + time}, found;
        json_auto_t *explanation = json_pack("{s:i, s:f}", "time", time, "share", 0.1), *found_explanation = NULL;
        assert_int_equal(eligibility_put(d.db, "c", &given, explanation), OK);
        assert_int_equal(eligibility_get(d.db, "c", &found, &found_explanation), OK);
        assert_int_equal(found.policy_version, 1);
        assert_int_equal(found.is_eligible, time % 2);
        assert_int_equal(found.evaluated_us, 100 + time);
        assert_true(json_equal(found_explanation, explanation));
    }
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM eligibility"), 1);
    database_remove(&d);
}

static void what_was_not_evaluated_is_not_found(void **)
{
    struct database d = database_with_collection();
    struct eligibility found = {.policy_version = 42};
    json_t *untouched = NULL;
    assert_int_equal(eligibility_get(d.db, "c", &found, &untouched), E_NOT_FOUND);
    assert_null(untouched);
    assert_int_equal(found.policy_version, 42);
    database_remove(&d);
}

static void an_evaluation_needs_its_policy_and_goes_with_its_collection(void **)
{
    struct database d = database_with_collection();
    struct eligibility by_none = {2, true, 1}, by_first = {1, true, 1};
    json_auto_t *explanation = json_object();
    assert_int_equal(eligibility_put(d.db, "c", &by_none, explanation), E_BROKEN);
    assert_int_equal(eligibility_put(d.db, "c", &by_first, explanation), OK);
    assert_int_equal(collection_delete(d.db, "c"), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM eligibility"), 0);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_database_has_no_policy),
        cmocka_unit_test(the_newest_policy_is_in_force),
        cmocka_unit_test(a_version_is_never_overwritten),
        cmocka_unit_test(an_evaluation_replaces_the_one_before),
        cmocka_unit_test(what_was_not_evaluated_is_not_found),
        cmocka_unit_test(an_evaluation_needs_its_policy_and_goes_with_its_collection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
