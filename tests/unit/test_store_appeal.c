/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include <math.h>

#include "store/appeal.h"
#include "store/takedown.h"

/* Anna's collections a and b, each taken down. */
static struct database taken_down(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    for (const char *id = "ab"; *id; id++) {
        char name[] = {*id, 0}, takedown[] = {'t', *id, 0};
        put_collection(&d, name, "anna", "m", *id);
        struct takedown t = {takedown, name, (char *)"judge", (char *)"spam", (char *)"note", (char *)"keep", 5};
        assert_int_equal(takedown_insert(d.db, &t), OK);
    }
    return d;
}

static bool add(struct database *d, const char *id, const char *collection_id, int64_t us)
{
    g_autofree char *takedown_id = g_strconcat("t", collection_id, NULL);
    struct appeal a = {.id = (char *)id,
                       .takedown_id = takedown_id,
                       .collection_id = (char *)collection_id,
                       .text = (char *)"mine",
                       .created_us = us};
    bool is_new;
    assert_int_equal(appeal_insert(d->db, &a, &is_new), OK);
    return is_new;
}

static void one_is_open_at_a_time(void **)
{
    struct database d = taken_down();
    assert_true(add(&d, "1", "a", 1));
    assert_false(add(&d, "2", "a", 2));
    assert_true(add(&d, "3", "b", 3));
    assert_int_equal(appeal_decide(d.db, "1", "rejected", "judge", "no", 4), OK);
    assert_true(add(&d, "4", "a", 5));
    g_autoptr(appeal) open = NULL;
    assert_int_equal(appeal_of_takedown(d.db, "ta", "a", &open), OK);
    assert_string_equal(open->id, "4");
    database_remove(&d);
}

static void what_was_written_is_read_back_and_decided_once(void **)
{
    struct database d = taken_down();
    g_autoptr(appeal) open = NULL, decided = NULL;
    put_account(&d, "judge");
    add(&d, "1", "a", 1);
    assert_int_equal(appeal_get(d.db, "1", &open), OK);
    assert_string_equal(open->text, "mine");
    assert_string_equal(open->handle, "anna");
    assert_string_equal(open->reason, "spam");
    assert_string_equal(open->moderator, "judge");
    assert_null(open->decider);
    assert_int_equal(appeal_decide(d.db, "1", "accepted", "judge", "yes", 7), OK);
    assert_int_equal(appeal_decide(d.db, "1", "rejected", "anna", "no", 8), OK);
    assert_int_equal(appeal_get(d.db, "1", &decided), OK);
    assert_string_equal(decided->state, "accepted");
    assert_string_equal(decided->decider, "judge");
    assert_string_equal(decided->note, "yes");
    assert_int_equal(decided->decided_us, 7);
    database_remove(&d);
}

static void assert_listed(struct database *d, const char *state, double after, const char *after_id, const char *wanted)
{
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    struct appeal_page page = {state, after, after_id, 2};
    assert_int_equal(appeal_list(d->db, &page, &list), OK);
    for (guint i = 0; i < list->len; i++)
        g_string_append(text, ((const struct appeal *)list->pdata[i])->id);
    assert_string_equal(text->str, wanted);
}

static void the_oldest_come_first_page_by_page(void **)
{
    struct database d = taken_down();
    add(&d, "1", "a", 1700000000000001);
    assert_int_equal(appeal_decide(d.db, "1", "rejected", "judge", "no", 4), OK);
    add(&d, "2", "b", 1700000000000002);
    add(&d, "3", "a", 1700000000000003);
    assert_listed(&d, "", HUGE_VAL, "~", "12");
    assert_listed(&d, "", -1700000000000002.0, "2", "3");
    assert_listed(&d, "open", HUGE_VAL, "~", "23");
    assert_listed(&d, "decided", HUGE_VAL, "~", "1");
    database_remove(&d);
}

static void an_appeal_goes_with_its_collection(void **)
{
    struct database d = taken_down();
    g_autoptr(appeal) gone = NULL;
    add(&d, "1", "a", 1);
    assert_int_equal(collection_delete(d.db, "a"), OK);
    assert_int_equal(appeal_get(d.db, "1", &gone), E_NOT_FOUND);
    database_remove(&d);
}

static void another_judge_is_a_moderator_or_admin_but_these_two(void **)
{
    struct database d = taken_down();
    bool is_there;
    put_account(&d, "judge");
    put_account(&d, "third");
    sql(d.path, "UPDATE account SET role = 'moderator' WHERE id IN ('judge', 'anna')");
    assert_int_equal(appeal_other_judge(d.db, "judge", "anna", &is_there), OK);
    assert_false(is_there);
    sql(d.path, "UPDATE account SET role = 'admin' WHERE id = 'third'");
    assert_int_equal(appeal_other_judge(d.db, "judge", "anna", &is_there), OK);
    assert_true(is_there);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_is_open_at_a_time),
        cmocka_unit_test(what_was_written_is_read_back_and_decided_once),
        cmocka_unit_test(the_oldest_come_first_page_by_page),
        cmocka_unit_test(an_appeal_goes_with_its_collection),
        cmocka_unit_test(another_judge_is_a_moderator_or_admin_but_these_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
