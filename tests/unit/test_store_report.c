/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include <math.h>

#include "store/report.h"

/* Whether it is a new one. */
static bool add(struct database *d, const char *subject_id, const char *reporter_id, const char *reason, int64_t us)
{
    g_autoptr(report) stands = NULL;
    bool is_new;
    struct new_report what = {REPORT_COLLECTION, subject_id, 2, reporter_id, reason, "note"};
    assert_int_equal(report_add(d->db, &what, us, &stands, &is_new), OK);
    assert_string_equal(stands->note, "note");
    assert_int_equal(stands->image, 2);
    return is_new;
}

static struct database people(void)
{
    struct database d = database_new();
    for (const char *id = "abc"; *id; id++) {
        char name[] = {*id, 0};
        put_account(&d, name);
    }
    return d;
}

static char *case_of(struct database *d, const char *subject_id)
{
    char *id = NULL;
    assert_int_equal(report_case_of_subject(d->db, "collection", subject_id, &id), OK);
    return id;
}

/* The subjects with their counts. */
static void assert_listed(struct database *d, const struct report_case_page *page, const char *wanted)
{
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    assert_int_equal(report_case_list(d->db, page, &list), OK);
    for (guint i = 0; i < list->len; i++) {
        const struct report_case *c = list->pdata[i];
        g_string_append_printf(text, "%s%s:%d", i ? " " : "", c->subject_id, (int)c->reports);
    }
    assert_string_equal(text->str, wanted);
}

#define START HUGE_VAL, G_MAXINT64, "~"

static void one_open_report_of_each_person_makes_one_case(void **)
{
    struct database d = people();
    assert_true(add(&d, "x", "a", "spam", 1));
    assert_false(add(&d, "x", "a", "hate", 2));
    assert_true(add(&d, "x", "b", "spam", 3));
    assert_true(add(&d, "y", "a", "spam", 4));
    static const struct report_case_page all = {"", "", "", START, 100};
    assert_listed(&d, &all, "x:2 y:1");
    database_remove(&d);
}

static void the_server_reports_once_for_a_reason(void **)
{
    struct database d = people();
    assert_true(add(&d, "x", NULL, REPORT_WATCHED_WORD, 1));
    assert_false(add(&d, "x", NULL, REPORT_WATCHED_WORD, 2));
    assert_true(add(&d, "x", "a", "spam", 3));
    g_autofree char *id = case_of(&d, "x");
    g_autoptr(GPtrArray) newest = NULL;
    assert_int_equal(report_newest(d.db, id, 100, &newest), OK);
    assert_int_equal(newest->len, 2);
    assert_string_equal(((const struct report *)newest->pdata[0])->reporter, "a");
    assert_null(((const struct report *)newest->pdata[1])->reporter);
    database_remove(&d);
}

static void a_closed_case_stays_closed_and_the_next_report_opens_another(void **)
{
    struct database d = people();
    add(&d, "x", "a", "spam", 1);
    g_autofree char *id = case_of(&d, "x");
    assert_int_equal(report_case_close(d.db, id, "dismissed", "why", 2), OK);
    assert_int_equal(report_case_close(d.db, id, "upheld", "no", 3), OK);
    assert_int_equal(report_case_assign(d.db, id, "b"), OK);
    g_autoptr(report_case) c = NULL;
    assert_int_equal(report_case_get(d.db, id, &c), OK);
    assert_string_equal(c->state, "closed");
    assert_string_equal(c->outcome, "dismissed");
    assert_string_equal(c->note, "why");
    assert_int_equal(c->closed_us, 2);
    assert_null(c->assignee);
    assert_true(add(&d, "x", "a", "spam", 4));
    static const struct report_case_page open = {"open", "", "", START, 100};
    assert_listed(&d, &open, "x:1");
    database_remove(&d);
}

static void the_queue_is_of_what_was_asked_most_reported_first(void **)
{
    struct database d = people();
    add(&d, "old", "a", "spam", 1);
    add(&d, "many", "a", "hate", 2);
    add(&d, "new", "a", "spam", 3);
    add(&d, "many", "b", "spam", 4);
    g_autofree char *old = case_of(&d, "old");
    static const struct {
        struct report_case_page page;
        const char *wanted;
    } before[] = {
        {{"", "", "", START, 100}, "many:2 old:1 new:1"}, {{"", "", "", START, 1}, "many:2"},
        {{"", "", "", 1, 1, "~", 100}, "old:1 new:1"},    {{"", "", "", 1, 1, "", 100}, "new:1"},
        {{"", "hate", "", START, 100}, "many:2"},         {{"assigned", "", "", START, 100}, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
        assert_listed(&d, &before[i].page, before[i].wanted);
    assert_int_equal(report_case_assign(d.db, old, "c"), OK);
    static const struct report_case_page hers = {"", "", "c", START, 100}, open = {"open", "", "", START, 100};
    assert_listed(&d, &hers, "old:1");
    assert_listed(&d, &open, "many:2 new:1");
    assert_int_equal(report_case_assign(d.db, old, NULL), OK);
    assert_listed(&d, &open, "many:2 old:1 new:1");
    database_remove(&d);
}

static void count(void *text, const char *reason, int64_t number)
{
    g_string_append_printf(text, "%s:%d ", reason, (int)number);
}

static void reasons_are_counted(void **)
{
    struct database d = people();
    g_autoptr(GString) text = g_string_new(NULL);
    add(&d, "x", "a", "spam", 1);
    add(&d, "x", "b", "hate", 2);
    add(&d, "x", "c", "spam", 3);
    g_autofree char *id = case_of(&d, "x");
    assert_int_equal(report_reasons(d.db, id, count, text), OK);
    assert_string_equal(text->str, "spam:2 hate:1 ");
    database_remove(&d);
}

static void a_report_outlives_its_reporter_and_names_nobody(void **)
{
    struct database d = people();
    add(&d, "x", "a", "spam", 1);
    g_autofree char *id = case_of(&d, "x");
    assert_int_equal(report_case_assign(d.db, id, "b"), OK);
    assert_int_equal(account_delete(d.db, "a"), OK);
    assert_int_equal(account_delete(d.db, "b"), OK);
    g_autoptr(GPtrArray) newest = NULL;
    g_autoptr(report_case) c = NULL;
    assert_int_equal(report_newest(d.db, id, 100, &newest), OK);
    assert_null(((const struct report *)newest->pdata[0])->reporter);
    assert_int_equal(report_case_get(d.db, id, &c), OK);
    assert_int_equal(c->reports, 1);
    assert_null(c->assignee);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_open_report_of_each_person_makes_one_case),
        cmocka_unit_test(the_server_reports_once_for_a_reason),
        cmocka_unit_test(a_closed_case_stays_closed_and_the_next_report_opens_another),
        cmocka_unit_test(the_queue_is_of_what_was_asked_most_reported_first),
        cmocka_unit_test(reasons_are_counted),
        cmocka_unit_test(a_report_outlives_its_reporter_and_names_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
