/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/takedown.h"

/* Anna's collections a … e: b is made with a's template, c with b's, d shows an image of a,
 * e is alone. */
static struct database family(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    for (const char *id = "abcde"; *id; id++) {
        char name[] = {*id, 0}, template[] = {'t', *id, 0};
        put_collection(&d, name, "anna", "m", *id);
        put_template(&d, template, name, "anna", *id);
    }
    sql(d.path, "UPDATE collection SET made_with_id = CASE id WHEN 'b' THEN 'ta' ELSE 'tb' END WHERE id IN ('b', 'c')");
    sql(d.path, "UPDATE collection_image SET reference_collection_id = 'a', reference_image = 0 "
                "WHERE collection_id = 'd'");
    return d;
}

static void take_down(struct database *d, const char *id, const char *collection_id, int64_t us)
{
    struct takedown t = {
        (char *)id, (char *)collection_id, (char *)"judge", (char *)"spam", (char *)"note", (char *)"keep", us};
    assert_int_equal(takedown_insert(d->db, &t), OK);
}

static void mark(struct database *d, const char *id, const char *collection_id, enum takedown_mark mark)
{
    assert_int_equal(takedown_mark_add(d->db, id, collection_id, mark), OK);
}

static void assert_list(const GPtrArray *list, const char *wanted)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const struct touched *t = list->pdata[i];
        const char *name = takedown_mark_name(t->mark);
        g_string_append_printf(text, "%s%s%s%s%s", i ? " " : "", t->collection_id, t->shows_its_images ? "*" : "",
                               name ? "=" : "", name ? name : "");
    }
    assert_string_equal(text->str, wanted);
}

/* "removed hidden dropped template" */
static void assert_state(struct database *d, const char *collection_id, const char *wanted)
{
    struct takedown_state s;
    assert_int_equal(takedown_state(d->db, collection_id, &s), OK);
    g_autofree char *found = g_strdup_printf("%d %d %d %s", s.is_removed, s.is_hidden, (int)s.dropped,
                                             s.has_template ? s.is_callable ? "active" : "withdrawn" : "none");
    assert_string_equal(found, wanted);
}

static void all_that_was_made_from_it_is_reached(void **)
{
    struct database d = family();
    static const struct {
        const char *id;
        int64_t limit;
        const char *wanted;
    } cases[] = {{"a", 100, "a d* c b"}, {"b", 100, "b c"}, {"e", 100, "e"}, {"a", 1, "a"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) list = NULL;
        assert_int_equal(takedown_reach(d.db, cases[i].id, cases[i].limit, &list), OK);
        assert_list(list, cases[i].wanted);
    }
    database_remove(&d);
}

static void only_what_shows_its_images_is_found(void **)
{
    struct database d = family();
    g_autoptr(GPtrArray) list = NULL, one = NULL;
    assert_int_equal(takedown_showing(d.db, "a", 100, &list), OK);
    assert_list(list, "a d*");
    assert_int_equal(takedown_showing(d.db, "a", 1, &one), OK);
    assert_list(one, "a");
    database_remove(&d);
}

static void a_circle_ends(void **)
{
    struct database d = family();
    g_autoptr(GPtrArray) list = NULL;
    sql(d.path, "UPDATE collection SET made_with_id = 'tc' WHERE id = 'a'");
    assert_int_equal(takedown_reach(d.db, "a", 100, &list), OK);
    assert_list(list, "a d* c b");
    database_remove(&d);
}

static void a_mark_is_seen_and_taken_away_again(void **)
{
    struct database d = family();
    take_down(&d, "t1", "a", 1);
    mark(&d, "t1", "a", MARK_REMOVE);
    mark(&d, "t1", "b", MARK_HIDE);
    mark(&d, "t1", "d", MARK_DROP);
    mark(&d, "t1", "e", MARK_DROP);
    g_autoptr(GPtrArray) all = NULL, one = NULL;
    assert_int_equal(takedown_marked(d.db, "t1", "", &all), OK);
    assert_list(all, "e=drop d=drop b=hide a=remove");
    assert_int_equal(takedown_marked(d.db, "t1", "b", &one), OK);
    assert_list(one, "b=hide");
    assert_state(&d, "a", "1 0 0 withdrawn");
    assert_state(&d, "b", "0 1 0 active");
    assert_state(&d, "d", "0 0 1 active");
    assert_state(&d, "e", "0 0 0 active");
    for (const char *id = "abde"; *id; id++) {
        char name[] = {*id, 0};
        assert_int_equal(takedown_mark_delete(d.db, "t1", name), OK);
        assert_state(&d, name, "0 0 0 active");
    }
    database_remove(&d);
}

static void what_two_takedowns_did_needs_both_to_be_undone(void **)
{
    for (int order = 0; order < 2; order++) {
        struct database d = family();
        take_down(&d, "t1", "a", 1);
        take_down(&d, "t2", "b", 2);
        mark(&d, "t1", "b", MARK_REMOVE);
        mark(&d, "t2", "b", MARK_REMOVE);
        assert_int_equal(takedown_mark_delete(d.db, order ? "t1" : "t2", "b"), OK);
        assert_state(&d, "b", "1 0 0 withdrawn");
        assert_int_equal(takedown_mark_delete(d.db, order ? "t2" : "t1", "b"), OK);
        assert_state(&d, "b", "0 0 0 active");
        database_remove(&d);
    }
}

static void a_template_that_somebody_else_withdrew_is_not_given_back(void **)
{
    struct database d = family();
    sql(d.path, "UPDATE template SET state = 'withdrawn' WHERE id = 'ta'");
    take_down(&d, "t1", "a", 1);
    mark(&d, "t1", "a", MARK_REMOVE);
    assert_int_equal(takedown_mark_delete(d.db, "t1", "a"), OK);
    assert_state(&d, "a", "0 0 0 withdrawn");
    database_remove(&d);
}

static void what_a_revocation_did_stays(void **)
{
    struct database d = family();
    sql(d.path, "UPDATE collection_image SET is_replaced = 1, is_hiding = 1 WHERE collection_id = 'd'");
    sql(d.path, "UPDATE collection SET is_hidden = 1 WHERE id = 'd'");
    take_down(&d, "t1", "a", 1);
    mark(&d, "t1", "d", MARK_HIDE);
    assert_int_equal(takedown_mark_delete(d.db, "t1", "d"), OK);
    assert_state(&d, "d", "0 1 0 active");
    assert_int_equal(sql(d.path, "SELECT is_replaced FROM collection_image WHERE collection_id = 'd'"), 1);
    database_remove(&d);
}

static void one_of_a_collection_stands_and_the_newest_of_others_is_found(void **)
{
    struct database d = family();
    g_autoptr(takedown) own = NULL, other = NULL;
    assert_int_equal(takedown_standing(d.db, "b", &own), E_NOT_FOUND);
    take_down(&d, "t1", "a", 1);
    take_down(&d, "t2", "e", 2);
    take_down(&d, "t3", "b", 3);
    for (const char *id = "123"; *id; id++) {
        char name[] = {'t', *id, 0};
        mark(&d, name, "b", MARK_REMOVE);
    }
    assert_int_equal(takedown_standing(d.db, "b", &own), OK);
    assert_string_equal(own->id, "t3");
    assert_int_equal(takedown_touching(d.db, "b", &other), OK);
    assert_string_equal(other->id, "t2");
    g_autoptr(takedown) removing = NULL;
    assert_int_equal(takedown_mark_delete(d.db, "t2", "b"), OK);
    mark(&d, "t2", "b", MARK_HIDE);
    assert_int_equal(takedown_touching(d.db, "b", &removing), OK);
    assert_string_equal(removing->id, "t1");
    assert_int_equal(takedown_restore(d.db, "t3", 4), OK);
    g_autoptr(takedown) gone = NULL;
    assert_int_equal(takedown_standing(d.db, "b", &gone), E_NOT_FOUND);
    database_remove(&d);
}

static void a_collection_says_by_which_it_was_taken_down_first(void **)
{
    struct database d = family();
    g_autoptr(collection) c = NULL;
    take_down(&d, "t2", "a", 20);
    take_down(&d, "t1", "b", 10);
    mark(&d, "t2", "b", MARK_REMOVE);
    mark(&d, "t1", "b", MARK_REMOVE);
    assert_int_equal(collection_get(d.db, "", "b", &c), OK);
    assert_string_equal(c->removed_reason, "spam");
    assert_string_equal(c->removed_note, "note");
    assert_int_equal(c->removed_us, 10);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_was_made_from_it_is_reached),
        cmocka_unit_test(only_what_shows_its_images_is_found),
        cmocka_unit_test(a_circle_ends),
        cmocka_unit_test(a_mark_is_seen_and_taken_away_again),
        cmocka_unit_test(what_two_takedowns_did_needs_both_to_be_undone),
        cmocka_unit_test(a_template_that_somebody_else_withdrew_is_not_given_back),
        cmocka_unit_test(what_a_revocation_did_stays),
        cmocka_unit_test(one_of_a_collection_stands_and_the_newest_of_others_is_found),
        cmocka_unit_test(a_collection_says_by_which_it_was_taken_down_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
