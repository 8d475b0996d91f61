/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/eligibility.h"

enum { COUNT = 40 };

/* Collections c00, c01 … of two accounts, one microsecond after the other, outcome by number. */
static void put_all(struct database *d)
{
    put_account(d, "anna");
    put_account(d, "bob");
    put_media(d, "m", "anna");
    for (int i = 0; i < COUNT; i++) {
        g_autofree char *id = g_strdup_printf("c%02d", i);
        const char *account = i % 4 ? "anna" : "bob";
        struct evaluated what = {id, account, 100 + i};
        bool eligible = i % 3 == 0;
        struct eligibility found = {.outcome =
                                        (eligible ? OUTCOME_ELIGIBLE : 0) | (i % 5 ? OUTCOME_FAILING : OUTCOME_HOLDING),
                                    .nearness = eligible ? 1
                                                : i % 2  ? 0.8
                                                         : 0.2,
                                    .evaluated_us = 1};
        put_collection(d, id, account, "m", 100 + i);
        assert_int_equal(eligibility_put(d->db, &what, &found, NULL), OK);
    }
}

static bool fits(int i, const struct eligibility_filter *f)
{
    bool eligible = i % 3 == 0;
    int64_t outcome = (eligible ? OUTCOME_ELIGIBLE : 0) | (i % 5 ? OUTCOME_FAILING : OUTCOME_HOLDING);
    double nearness = eligible ? 1 : i % 2 ? 0.8 : 0.2;
    return (outcome & f->mask) == f->bits && (!*f->account_id || strcmp(f->account_id, i % 4 ? "anna" : "bob") == 0) &&
           100 + i >= f->from_us && 100 + i < f->before_us &&
           (f->nearest <= 0 || (nearness < 1 && nearness >= f->nearest));
}

static const struct eligibility_filter filters[] = {
    {0, 0, "", 0, G_MAXINT64, 0},
    {OUTCOME_ELIGIBLE, OUTCOME_ELIGIBLE, "", 0, G_MAXINT64, 0},
    {OUTCOME_ELIGIBLE, 0, "", 0, G_MAXINT64, 0},
    {OUTCOME_HOLDING, OUTCOME_HOLDING, "", 0, G_MAXINT64, 0},
    {OUTCOME_FAILING | OUTCOME_ELIGIBLE, OUTCOME_FAILING, "", 0, G_MAXINT64, 0},
    {0, 0, "bob", 0, G_MAXINT64, 0},
    {OUTCOME_ELIGIBLE, OUTCOME_ELIGIBLE, "anna", 0, G_MAXINT64, 0},
    {0, 0, "", 110, 120, 0},
    {OUTCOME_ELIGIBLE, 0, "bob", 105, 130, 0},
    {0, 0, "", 0, G_MAXINT64, 0.8},
    {OUTCOME_FAILING, OUTCOME_FAILING, "anna", 103, 135, 0.8},
    {0, 0, "nobody", 0, G_MAXINT64, 0},
};

/* Goes through all pages of two; each item once, in order, and just those that fit. */
static void pages_hold_just_what_fits(void **)
{
    struct database d = database_new();
    put_all(&d);
    for (size_t n = 0; n < G_N_ELEMENTS(filters); n++) {
        const struct eligibility_filter *f = &filters[n];
        struct eligibility_place after = {G_MAXINT64, 2, "~"};
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autofree char *last_id = NULL;
        int wanted = 0;
        int64_t count;
        for (bool more = true; more;) {
            g_autoptr(GPtrArray) page = NULL;
            assert_int_equal(eligibility_list(d.db, f, &after, 2, &page), OK);
            for (guint i = 0; i < page->len; i++) {
                const struct eligibility_entry *entry = page->pdata[i];
                int number = atoi(entry->collection_id + 1);
                if (!fits(number, f) || !g_hash_table_add(seen, g_strdup(entry->collection_id)))
                    fail_msg("filter %zu: %s", n, entry->collection_id);
                if (f->nearest <= 0)
                    assert_true(entry->posted_us < after.posted_us);
                g_free(last_id);
                last_id = g_strdup(entry->collection_id);
                after = (struct eligibility_place){entry->posted_us, entry->found.nearness, last_id};
            }
            more = page->len == 2;
        }
        for (int i = 0; i < COUNT; i++)
            wanted += fits(i, f);
        assert_int_equal(g_hash_table_size(seen), wanted);
        assert_int_equal(eligibility_count(d.db, f, &count), OK);
        assert_int_equal(count, wanted);
    }
    database_remove(&d);
}

static void counts_follow_what_is_stored(void **)
{
    struct database d = database_new();
    struct eligibility_counts counts;
    struct evaluated first = {"c00", "bob", 100};
    struct eligibility was = {.outcome = OUTCOME_ELIGIBLE | OUTCOME_HOLDING, .nearness = 1},
                       now = {.outcome = OUTCOME_FAILING << 1, .nearness = 0};
    put_all(&d);
    assert_int_equal(eligibility_counts(d.db, &counts), OK);
    assert_int_equal(counts.eligible, 14);
    assert_int_equal(counts.others, 26);
    assert_int_equal(counts.holding[0], 8);
    assert_int_equal(counts.failing[0], 32);
    assert_int_equal(eligibility_put(d.db, &first, &now, &was), OK);
    assert_int_equal(eligibility_delete(d.db, "c03"), OK);
    assert_int_equal(eligibility_delete(d.db, "c03"), OK);
    assert_int_equal(eligibility_delete(d.db, "no such"), OK);
    assert_int_equal(eligibility_counts(d.db, &counts), OK);
    assert_int_equal(counts.eligible, 12);
    assert_int_equal(counts.others, 27);
    assert_int_equal(counts.failing[1], 1);
    database_remove(&d);
}

static void counting_goes_to_its_limit_and_one_further(void **)
{
    struct database d = database_new();
    static const struct eligibility_filter some = {0, 0, "anna", 0, G_MAXINT64, 0};
    int64_t count;
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    sql(d.path,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO collection (id, account_id, state, visibility, document, version, created_us, updated_us, "
        "posted_us, trend) "
        "SELECT i, 'anna', 'posted', 'public', '{}', 1, i, i, i, 0 FROM n",
        ELIGIBILITY_COUNT_MAX + 5);
    sql(d.path, "INSERT INTO eligibility SELECT id, 'anna', posted_us, 0, 0, 0, 0 FROM collection");
    assert_int_equal(eligibility_count(d.db, &some, &count), OK);
    assert_int_equal(count, ELIGIBILITY_COUNT_MAX + 1);
    database_remove(&d);
}

static void what_is_due_takes_the_most_that_was_asked_for(void **)
{
    static const struct {
        enum due first, second, then;
    } cases[] = {
        {DUE_EVALUATION, DUE_FACTS, DUE_FACTS},       {DUE_FACTS, DUE_EVALUATION, DUE_FACTS},
        {DUE_EVALUATION, DUE_TEMPLATE, DUE_TEMPLATE}, {DUE_TEMPLATE, DUE_EVALUATION, DUE_TEMPLATE},
        {DUE_TEMPLATE, DUE_FACTS, DUE_FACTS},         {DUE_FACTS, DUE_TEMPLATE, DUE_FACTS},
    };
    struct database d = database_new();
    put_all(&d);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) list = NULL;
        assert_int_equal(evaluation_due_add(d.db, "c07", cases[i].first), OK);
        assert_int_equal(evaluation_due_add(d.db, "c07", cases[i].second), OK);
        assert_int_equal(evaluation_due_list(d.db, 0, 10, &list), OK);
        assert_int_equal(list->len, 1);
        assert_int_equal(g_array_index(list, struct evaluation_due, 0).what, cases[i].then);
        assert_int_equal(evaluation_due_delete(d.db, "c07"), OK);
    }
    database_remove(&d);
}

static void what_time_changes_is_due_when_its_time_has_come(void **)
{
    struct database d = database_new();
    struct evaluated what = {"c07", "anna", 107};
    struct eligibility now = {.due_us = 1000}, was = {.outcome = OUTCOME_FAILING};
    put_all(&d);
    assert_int_equal(eligibility_put(d.db, &what, &now, &was), OK);
    for (int64_t us = 999; us <= 1000; us++) {
        g_autoptr(GArray) list = NULL;
        assert_int_equal(evaluation_due_list(d.db, us, 10, &list), OK);
        assert_int_equal(list->len, us - 999);
    }
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_hold_just_what_fits),
        cmocka_unit_test(counts_follow_what_is_stored),
        cmocka_unit_test(counting_goes_to_its_limit_and_one_further),
        cmocka_unit_test(what_is_due_takes_the_most_that_was_asked_for),
        cmocka_unit_test(what_time_changes_is_due_when_its_time_has_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
