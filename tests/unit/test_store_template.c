/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

static struct database database_with_template(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    put_collection(&d, "c", "anna", "m", 1);
    put_template(&d, "t", "c", "anna", 5);
    return d;
}

static struct template *called(struct database *d, const char *id, int64_t version)
{
    struct template *t = NULL;
    assert_int_equal(template_call(d->db, id, version, &t), OK);
    return t;
}

static void a_template_is_given_as_it_was_extracted(void **)
{
    struct database d = database_with_template();
    g_autoptr(template) t = called(&d, "t", 0), of_collection = NULL;
    assert_string_equal(t->id, "t");
    assert_int_equal(t->version, 1);
    assert_string_equal(t->collection_id, "c");
    assert_string_equal(t->account_id, "anna");
    assert_string_equal(t->handle, "anna");
    assert_string_equal(t->name, "A Name");
    assert_true(t->is_active);
    assert_int_equal(t->calls + t->uses, 0);
    assert_int_equal(t->created_us, 5);
    assert_int_equal(t->extracted_us, 5);
    assert_same_json(t->document, "{'of': 't'}");
    assert_int_equal(template_of_collection(d.db, "c", &of_collection), OK);
    assert_string_equal(of_collection->id, "t");
    database_remove(&d);
}

static void a_new_version_leaves_the_old_ones_as_they_were(void **)
{
    struct database d = database_with_template();
    json_auto_t *second = quoted("{'of': 'second', 'size': 0.064}");
    assert_int_equal(template_add_version(d.db, "t", 2, second, 9), OK);
    g_autoptr(template) newest = called(&d, "t", 0), first = called(&d, "t", 1), named = called(&d, "t", 2);
    assert_int_equal(newest->version, 2);
    assert_same_json(newest->document, "{'of': 'second', 'size': 0.064}");
    assert_int_equal(newest->created_us, 5);
    assert_int_equal(newest->extracted_us, 9);
    assert_int_equal(first->version, 1);
    assert_same_json(first->document, "{'of': 't'}");
    assert_int_equal(first->extracted_us, 5);
    assert_int_equal(named->version, 2);
    /* A version is never written twice. */
    assert_int_equal(template_add_version(d.db, "t", 2, second, 10), E_BROKEN);
    database_remove(&d);
}

static void what_was_never_extracted_is_not_found(void **)
{
    struct database d = database_with_template();
    struct template *untouched = NULL;
    assert_int_equal(template_call(d.db, "none", 0, &untouched), E_NOT_FOUND);
    assert_int_equal(template_call(d.db, "t", 2, &untouched), E_NOT_FOUND);
    assert_int_equal(template_call(d.db, "t", -1, &untouched), E_NOT_FOUND);
    assert_int_equal(template_of_collection(d.db, "t", &untouched), E_NOT_FOUND);
    assert_null(untouched);
    database_remove(&d);
}

static void calls_and_uses_are_counted(void **)
{
    struct database d = database_with_template();
    assert_int_equal(template_add_calls(d.db, "t", 3), OK);
    assert_int_equal(template_add_calls(d.db, "t", 4), OK);
    assert_int_equal(template_add_use(d.db, "t"), OK);
    assert_int_equal(template_add_calls(d.db, "none", 1), OK);
    g_autoptr(template) t = called(&d, "t", 0);
    assert_int_equal(t->calls, 7);
    assert_int_equal(t->uses, 1);
    database_remove(&d);
}

static void a_template_whose_collection_is_deleted_is_withdrawn_and_can_still_be_read(void **)
{
    struct database d = database_with_template();
    assert_int_equal(collection_attach_template(d.db, "c", "t"), OK);
    assert_int_equal(collection_delete(d.db, "c"), OK);
    g_autoptr(template) t = called(&d, "t", 0), of_collection = NULL;
    assert_false(t->is_active);
    assert_string_equal(t->handle, "anna");
    assert_same_json(t->document, "{'of': 't'}");
    assert_int_equal(template_of_collection(d.db, "c", &of_collection), OK);
    database_remove(&d);
}

static void a_template_says_by_what_it_was_withdrawn(void **)
{
    struct database d = database_new();
    static const enum withdrawal all[] = {WITHDRAWN_BY_MODERATOR, WITHDRAWN_NOT, WITHDRAWN_BY_ORDER,
                                          WITHDRAWN_BY_TAKEDOWN};
    put_account(&d, "anna");
    put_media(&d, "photo", "anna");
    put_collection(&d, "c", "anna", "photo", 1);
    put_template(&d, "t", "c", "anna", 1);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autoptr(template) t = NULL;
        assert_int_equal(template_set_withdrawn(d.db, "t", all[i]), OK);
        assert_int_equal(template_call(d.db, "t", 0, &t), OK);
        assert_int_equal(t->withdrawn_by, all[i]);
        assert_true(t->is_active == (all[i] == WITHDRAWN_NOT));
    }
    g_autoptr(template) t = NULL;
    assert_int_equal(collection_delete(d.db, "c"), OK);
    assert_int_equal(template_call(d.db, "t", 0, &t), OK);
    assert_int_equal(t->withdrawn_by, WITHDRAWN_BY_DELETION);
    database_remove(&d);
}

static void one_collection_has_one_template(void **)
{
    struct database d = database_with_template();
    json_auto_t *document = json_object();
    struct template t = {
        .id = (char *)"t2", .collection_id = (char *)"c", .account_id = (char *)"anna", .document = document};
    assert_int_equal(template_insert(d.db, &t), E_BROKEN);
    database_remove(&d);
}

static char *listed(struct database *d, int64_t before_us, const char *before_id, int64_t limit)
{
    g_autoptr(GPtrArray) found = NULL;
    GString *text = g_string_new(NULL);
    assert_int_equal(template_list(d->db, before_us, before_id, limit, &found), OK);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", ((const struct template *)found->pdata[i])->id);
    return g_string_free(text, FALSE);
}

static void a_list_has_active_templates_of_public_collections_newest_first(void **)
{
    static const struct {
        const char *id;
        bool is_posted;
        enum visibility visibility;
        int64_t us;
    } kinds[] = {
        {"a", true, VISIBILITY_PUBLIC, 1},   {"b", true, VISIBILITY_PUBLIC, 2},    {"c", true, VISIBILITY_PUBLIC, 2},
        {"d", true, VISIBILITY_UNLISTED, 3}, {"e", false, VISIBILITY_PUBLIC, 3},   {"f", true, VISIBILITY_PRIVATE, 3},
        {"g", true, VISIBILITY_PUBLIC, 4},   {"h", true, VISIBILITY_FOLLOWERS, 3},
    };
    static const struct {
        int64_t before_us;
        const char *before_id;
        int64_t limit;
        const char *wanted;
    } pages[] = {{INT64_MAX, "~", 10, "c b a"},
                 {INT64_MAX, "~", 2, "c b"},
                 {2, "b", 2, "a"},
                 {2, "c", 1, "b"},
                 {1, "a", 2, ""},
                 {2, "", 5, "a"}};
    struct database d = database_new();
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(collection) c = collection_of(kinds[i].id, "anna", "m", 1);
        c->is_posted = kinds[i].is_posted;
        c->visibility = kinds[i].visibility;
        assert_int_equal(collection_insert(d.db, c), OK);
        put_template(&d, kinds[i].id, kinds[i].id, "anna", kinds[i].us);
    }
    assert_int_equal(collection_delete(d.db, "g"), OK);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *found = listed(&d, pages[i].before_us, pages[i].before_id, pages[i].limit);
        assert_string_equal(found, pages[i].wanted);
    }
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_template_is_given_as_it_was_extracted),
        cmocka_unit_test(a_new_version_leaves_the_old_ones_as_they_were),
        cmocka_unit_test(what_was_never_extracted_is_not_found),
        cmocka_unit_test(calls_and_uses_are_counted),
        cmocka_unit_test(a_template_whose_collection_is_deleted_is_withdrawn_and_can_still_be_read),
        cmocka_unit_test(a_template_says_by_what_it_was_withdrawn),
        cmocka_unit_test(one_collection_has_one_template),
        cmocka_unit_test(a_list_has_active_templates_of_public_collections_newest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
