/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/audit.h"

static void note(struct database *d, const char *actor, const char *action, const char *subject_id, int64_t us)
{
    struct audit_entry what = {actor, actor, action, "collection", subject_id, "spam", "why"};
    json_t *before = json_pack("{s:b}", "removed", 0), *after = json_pack("{s:b}", "removed", 1);
    assert_int_equal(audit_add_take(d->db, &what, before, after, us), OK);
}

static const struct audit_page everything = {"", "", "", G_MAXINT64, 100};

/* The subjects, with a blank between. */
static void assert_listed(struct database *d, const struct audit_page *page, const char *wanted)
{
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    assert_int_equal(audit_list(d->db, page, &list), OK);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", ((const struct audit *)list->pdata[i])->subject_id);
    assert_string_equal(text->str, wanted);
}

static void what_was_written_is_read_back(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) list = NULL;
    note(&d, "judge", "collection.takedown", "one", 7);
    assert_int_equal(audit_list(d.db, &everything, &list), OK);
    assert_int_equal(list->len, 1);
    const struct audit *a = list->pdata[0];
    assert_int_equal(a->id, 1);
    assert_string_equal(a->actor_handle, "judge");
    assert_string_equal(a->action, "collection.takedown");
    assert_string_equal(a->subject_kind, "collection");
    assert_string_equal(a->subject_id, "one");
    assert_string_equal(a->reason, "spam");
    assert_string_equal(a->note, "why");
    assert_same_json(a->before, "{'removed': false}");
    assert_same_json(a->after, "{'removed': true}");
    assert_int_equal(a->created_us, 7);
    database_remove(&d);
}

static void an_act_of_the_server_names_nobody(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) list = NULL;
    struct audit_entry what = {NULL, NULL, "report.open", "report", "one", NULL, ""};
    assert_int_equal(audit_add_take(d.db, &what, NULL, NULL, 1), OK);
    assert_int_equal(audit_list(d.db, &everything, &list), OK);
    const struct audit *a = list->pdata[0];
    assert_null(a->actor_handle);
    assert_null(a->reason);
    assert_null(a->before);
    assert_null(a->after);
    database_remove(&d);
}

static void lists_are_newest_first_and_of_what_was_asked(void **)
{
    struct database d = database_new();
    note(&d, "judge", "collection.takedown", "one", 1);
    note(&d, "judge", "collection.restore", "one", 2);
    note(&d, "boss", "collection.takedown", "two", 3);
    note(&d, "judge", "collection.takedown", "three", 4);
    static const struct {
        struct audit_page page;
        const char *wanted;
    } cases[] = {
        {{"", "", "", G_MAXINT64, 100}, "three two one one"},
        {{"one", "", "", G_MAXINT64, 100}, "one one"},
        {{"one", "collection.restore", "", G_MAXINT64, 100}, "one"},
        {{"", "collection.takedown", "", G_MAXINT64, 100}, "three two one"},
        {{"", "", "boss", G_MAXINT64, 100}, "two"},
        {{"one", "", "boss", G_MAXINT64, 100}, ""},
        {{"", "", "", 4, 2}, "two one"},
        {{"one", "", "", 2, 2}, "one"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_listed(&d, &cases[i].page, cases[i].wanted);
    database_remove(&d);
}

static void what_is_taken_back_was_never_written(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) list = NULL;
    assert_int_equal(db_begin(d.db), OK);
    note(&d, "judge", "collection.takedown", "one", 1);
    db_rollback(d.db);
    note(&d, "judge", "collection.takedown", "two", 2);
    assert_int_equal(audit_list(d.db, &everything, &list), OK);
    assert_int_equal(list->len, 1);
    assert_int_equal(((const struct audit *)list->pdata[0])->id, 1);
    database_remove(&d);
}

/* Past lib/db, as somebody with a shell would try it. */
static void assert_sql_refused(struct database *d, const char *text)
{
    sqlite3 *raw = sql_open(d->path);
    char *error = NULL;
    assert_int_not_equal(sqlite3_exec(raw, text, NULL, NULL, &error), SQLITE_OK);
    assert_string_equal(error, "the audit log is only added to");
    sqlite3_free(error);
    sqlite3_close(raw);
}

static void the_database_refuses_to_change_or_delete_a_row(void **)
{
    struct database d = database_new();
    note(&d, "judge", "collection.takedown", "one", 1);
    assert_sql_refused(&d, "UPDATE audit SET note = 'another'");
    assert_sql_refused(&d, "UPDATE audit SET note = note WHERE id = 1");
    assert_sql_refused(&d, "DELETE FROM audit");
    assert_listed(&d, &everything, "one");
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(an_act_of_the_server_names_nobody),
        cmocka_unit_test(lists_are_newest_first_and_of_what_was_asked),
        cmocka_unit_test(what_is_taken_back_was_never_written),
        cmocka_unit_test(the_database_refuses_to_change_or_delete_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
