/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/event.h"

static void announce(struct database *d, const char *to, const char *actor, const char *kind, const char *subject,
                     int64_t us)
{
    struct announcement what = {to, actor, kind, subject};
    assert_int_equal(event_add_take(d->db, &what, json_object(), us), OK);
}

/* The subjects of an account's events, with a blank between. */
static char *heard(struct database *d, const char *account_id, int64_t after_id)
{
    g_autoptr(GPtrArray) list = NULL;
    GString *text = g_string_new(NULL);
    assert_int_equal(event_after(d->db, account_id, after_id, 100, &list), OK);
    for (guint i = 0; i < list->len; i++) {
        const struct event *event = list->pdata[i];
        g_string_append_printf(text, "%s%s", i ? " " : "", event->subject);
    }
    return g_string_free(text, FALSE);
}

static void assert_heard(struct database *d, const char *account_id, int64_t after_id, const char *wanted)
{
    g_autofree char *found = heard(d, account_id, after_id);
    assert_string_equal(found, wanted);
}

static void everybody_hears_her_own_and_whom_she_follows(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "cyd");
    announce(&d, NULL, "anna", "collection.posted", "before", 1);
    assert_int_equal(follow_put(d.db, "bob", "anna", 2), OK);
    announce(&d, NULL, "anna", "collection.posted", "posted", 3);
    announce(&d, "anna", "bob", "template.used", "used", 4);
    announce(&d, "bob", NULL, "media.ready", "ready", 5);
    assert_heard(&d, "anna", 0, "used");
    assert_heard(&d, "bob", 0, "posted ready");
    assert_heard(&d, "bob", 2, "ready");
    assert_heard(&d, "cyd", 0, "");
    database_remove(&d);
}

static void numbers_go_up_by_one_and_are_not_used_again(void **)
{
    struct database d = database_new();
    int64_t last = -1;
    put_account(&d, "anna");
    assert_int_equal(event_last_id(d.db, &last), OK);
    assert_int_equal(last, 0);
    for (int i = 1; i <= 5; i++)
        announce(&d, "anna", NULL, "media.ready", "m", i);
    assert_int_equal(event_delete_old(d.db, 6), OK);
    assert_heard(&d, "anna", 0, "");
    announce(&d, "anna", NULL, "media.ready", "six", 7);
    assert_int_equal(event_last_id(d.db, &last), OK);
    assert_int_equal(last, 6);
    assert_heard(&d, "anna", 5, "six");
    database_remove(&d);
}

static void what_is_taken_back_was_never_announced(void **)
{
    struct database d = database_new();
    int64_t last = -1;
    put_account(&d, "anna");
    assert_int_equal(db_begin(d.db), OK);
    announce(&d, "anna", NULL, "media.ready", "m", 1);
    db_rollback(d.db);
    assert_int_equal(event_last_id(d.db, &last), OK);
    assert_int_equal(last, 0);
    assert_heard(&d, "anna", 0, "");
    database_remove(&d);
}

static void a_folded_kind_keeps_its_newest(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    for (int i = 0; i < 3; i++) {
        struct announcement what = {"anna", NULL, "collection.rated", "one"};
        assert_int_equal(event_fold_take(d.db, &what, json_pack("{s:i}", "up", i), i), OK);
    }
    announce(&d, "anna", NULL, "collection.rated", "other", 4);
    announce(&d, "bob", NULL, "collection.rated", "one", 5);
    assert_heard(&d, "anna", 0, "one other");
    assert_heard(&d, "anna", 2, "one other");
    assert_heard(&d, "bob", 0, "one");
    database_remove(&d);
}

static void a_mark_never_goes_back(void **)
{
    static const int64_t put[] = {3, 1, 7, 7, 0}, wanted[] = {3, 3, 7, 7, 7};
    struct database d = database_new();
    int64_t read_id = -1;
    put_account(&d, "anna");
    assert_int_equal(notification_mark_get(d.db, "anna", &read_id), OK);
    assert_int_equal(read_id, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(put); i++) {
        assert_int_equal(notification_mark_put(d.db, "anna", put[i]), OK);
        assert_int_equal(notification_mark_get(d.db, "anna", &read_id), OK);
        assert_int_equal(read_id, wanted[i]);
    }
    database_remove(&d);
}

static void a_list_goes_backwards(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) list = NULL;
    put_account(&d, "anna");
    for (int i = 1; i <= 5; i++)
        announce(&d, "anna", NULL, "media.ready", "m", i);
    assert_int_equal(event_before(d.db, "anna", 4, 2, &list), OK);
    assert_int_equal(list->len, 2);
    assert_int_equal(((const struct event *)list->pdata[0])->id, 3);
    assert_int_equal(((const struct event *)list->pdata[1])->id, 2);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_hears_her_own_and_whom_she_follows),
        cmocka_unit_test(numbers_go_up_by_one_and_are_not_used_again),
        cmocka_unit_test(what_is_taken_back_was_never_announced),
        cmocka_unit_test(a_folded_kind_keeps_its_newest),
        cmocka_unit_test(a_mark_never_goes_back),
        cmocka_unit_test(a_list_goes_backwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
