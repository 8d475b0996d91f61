/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/fact.h"

static void assert_facts(struct database *d, const char *id, int64_t up, int64_t down)
{
    g_auto(fact_row) row = {0};
    assert_int_equal(fact_get(d->db, id, &row), OK);
    assert_int_equal(row.facts.up_count, up);
    assert_int_equal(row.facts.down_count, down);
}

static int rated(struct database *d, const char *id, const char *account_id, int value)
{
    int was = 42;
    assert_int_equal(rating_set(d->db, id, account_id, value, 1, &was), OK);
    return was;
}

static struct database database_with_collection(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_media(&d, "m", "anna");
    put_collection(&d, "c", "anna", "m", 1);
    return d;
}

static void every_change_of_mind_is_counted(void **)
{
    struct database d = database_with_collection();
    for (int before = -1; before <= 1; before++)
        for (int after = -1; after <= 1; after++) {
            rated(&d, "c", "bob", before);
            assert_facts(&d, "c", before > 0, before < 0);
            assert_int_equal(rated(&d, "c", "bob", after), before);
            assert_facts(&d, "c", after > 0, after < 0);
            assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM rating"), after != 0);
            rated(&d, "c", "bob", 0);
        }
    database_remove(&d);
}

static void the_same_rating_again_changes_nothing(void **)
{
    struct database d = database_with_collection();
    int was;
    assert_int_equal(rating_set(d.db, "c", "bob", 1, 10, &was), OK);
    assert_int_equal(rating_set(d.db, "c", "bob", 1, 20, &was), OK);
    assert_int_equal(was, 1);
    assert_int_equal(sql(d.path, "SELECT created_us FROM rating"), 10);
    assert_facts(&d, "c", 1, 0);
    database_remove(&d);
}

static void a_collection_without_ratings_has_facts(void **)
{
    struct database d = database_with_collection();
    g_auto(fact_row) row = {.facts.up_count = 42};
    assert_facts(&d, "c", 0, 0);
    assert_int_equal(fact_get(d.db, "none", &row), E_NOT_FOUND);
    assert_int_equal(row.facts.up_count, 42);
    fact_row_clear(&row);
    database_remove(&d);
}

enum { ACCOUNTS = 12, COLLECTIONS = 5, STEPS = 1500, CHECK_EACH = 50 };

static int64_t differing_counters(struct database *d)
{
    return sql(d->path,
               "SELECT COUNT(*) FROM fact f WHERE up_count <> (SELECT COUNT(*) FROM rating r WHERE r.collection_id = "
               "f.collection_id AND value = 1) OR down_count <> (SELECT COUNT(*) FROM rating r WHERE r.collection_id = "
               "f.collection_id AND value = -1)");
}

static void random_step(struct database *d, GRand *random)
{
    char account[8], id[8];
    g_snprintf(account, sizeof account, "a%d", g_rand_int_range(random, 0, ACCOUNTS));
    g_snprintf(id, sizeof id, "c%d", g_rand_int_range(random, 0, COLLECTIONS));
    if (g_rand_int_range(random, 0, 60)) {
        rated(d, id, account, g_rand_int_range(random, -1, 2));
        return;
    }
    assert_int_equal(account_delete(d->db, account), OK);
    put_account(d, account);
}

/* Ratings, changes of mind, and accounts that go and come back. */
static void counters_equal_a_count_from_scratch_after_anything(void **)
{
    struct database d = database_with_collection();
    g_autoptr(GRand) random = g_rand_new_with_seed(20261122);
    assert_int_equal(db_begin(d.db), OK);
    for (int i = 0; i < ACCOUNTS; i++) {
        g_autofree char *id = g_strdup_printf("a%d", i);
        put_account(&d, id);
    }
    for (int i = 0; i < COLLECTIONS; i++) {
        g_autofree char *id = g_strdup_printf("c%d", i);
        put_collection(&d, id, "anna", "m", i);
    }
    for (int i = 1; i <= STEPS; i++) {
        random_step(&d, random);
        if (i % CHECK_EACH)
            continue;
        assert_int_equal(db_commit(d.db), OK);
        assert_int_equal(differing_counters(&d), 0);
        assert_int_equal(db_begin(d.db), OK);
    }
    assert_int_equal(db_commit(d.db), OK);
    assert_true(sql(d.path, "SELECT COUNT(*) FROM rating") > 0);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_of_mind_is_counted),
        cmocka_unit_test(the_same_rating_again_changes_nothing),
        cmocka_unit_test(a_collection_without_ratings_has_facts),
        cmocka_unit_test(counters_equal_a_count_from_scratch_after_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
