/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include <math.h>

#include "store/lineage.h"

/* anna makes everything but what is named otherwise; bob follows her, carol does not. */
static struct database database_with_people(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "carol");
    put_media(&d, "m", "anna");
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    return d;
}

/* Made with the template `with`, showing an image of `of`; each may be NULL. */
static void put_made(struct database *d, const char *id, const char *with, const char *of, int64_t us)
{
    g_autoptr(collection) c = collection_of(id, "anna", "m", us);
    c->made_with_id = g_strdup(with);
    c->made_with_version = with ? 1 : 0;
    if (of)
        g_strlcpy(c->images[0].reference_collection_id, of, sizeof c->images[0].reference_collection_id);
    assert_int_equal(collection_insert(d->db, c), OK);
}

/* The collections "c000" …, each made with the template "t000" … of the one before. */
static struct database database_with_chain(int count)
{
    struct database d = database_with_people();
    assert_int_equal(db_begin(d.db), OK);
    for (int i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("c%03d", i), *template = g_strdup_printf("t%03d", i);
        g_autofree char *with = i ? g_strdup_printf("t%03d", i - 1) : NULL;
        put_made(&d, id, with, NULL, 10 + i);
        put_template(&d, template, id, "anna", 10 + i);
    }
    assert_int_equal(db_commit(d.db), OK);
    return d;
}

static struct lineage_page page_of(enum lineage_direction direction, const char *id)
{
    return (struct lineage_page){.direction = direction,
                                 .collection_id = id,
                                 .viewer_id = "",
                                 .depth = LINEAGE_DEPTH_MAX,
                                 .after = {.us = INT64_MAX, .trend = HUGE_VAL, .id = "~"},
                                 .limit = 2000};
}

static struct lineage list(struct database *d, const struct lineage_page *page)
{
    struct lineage found;
    assert_int_equal(lineage_list(d->db, page, &found), OK);
    return found;
}

/* "depth:id/via …", or "depth:id~" for a reference, and how many are hidden. */
static void assert_lineage(struct database *d, const struct lineage_page *page, const char *wanted, int64_t hidden)
{
    g_auto(lineage) found = list(d, page);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < found.items->len; i++) {
        const struct relative *r = found.items->pdata[i];
        g_string_append_printf(text, "%s%d:%s%s%s", i ? " " : "", (int)r->depth, r->id, r->is_reference ? "~" : "/",
                               r->via ? r->via : "");
    }
    assert_string_equal(text->str, wanted);
    assert_int_equal(found.hidden, hidden);
    assert_true(found.is_complete);
}

static void three_generations_are_found_both_ways(void **)
{
    struct database d = database_with_chain(3);
    struct lineage_page from = page_of(LINEAGE_FROM, "c002"), with = page_of(LINEAGE_WITH, "c000");
    assert_lineage(&d, &from, "1:c001/t001 2:c000/t000", 0);
    assert_lineage(&d, &with, "1:c001/t000 2:c002/t001", 0);
    from.depth = with.depth = 1;
    assert_lineage(&d, &from, "1:c001/t001", 0);
    assert_lineage(&d, &with, "1:c001/t000", 0);
    struct lineage_page first = page_of(LINEAGE_FROM, "c000"), none = page_of(LINEAGE_WITH, "none");
    assert_lineage(&d, &first, "", 0);
    assert_lineage(&d, &none, "", 0);
    database_remove(&d);
}

static void an_item_says_whom_to_name(void **)
{
    struct database d = database_with_chain(2);
    struct lineage_page page = page_of(LINEAGE_FROM, "c001");
    assert_int_equal(collection_attach_template(d.db, "c000", "t000"), OK);
    g_auto(lineage) found = list(&d, &page);
    const struct relative *r = found.items->pdata[0];
    assert_string_equal(r->handle, "anna");
    assert_string_equal(r->name, "A Name");
    assert_string_equal(r->template_id, "t000");
    assert_int_equal(r->posted_us, 10);
    assert_non_null(json_object_get(r->document, "images"));
    database_remove(&d);
}

static void a_deep_chain_is_followed_to_its_end(void **)
{
    struct database d = database_with_chain(100);
    struct lineage_page from = page_of(LINEAGE_FROM, "c099"), with = page_of(LINEAGE_WITH, "c000");
    g_auto(lineage) up = list(&d, &from), down = list(&d, &with);
    assert_int_equal(up.items->len, 99);
    assert_int_equal(down.items->len, 99);
    for (guint i = 0; i < 99; i++) {
        const struct relative *above = up.items->pdata[i], *below = down.items->pdata[i];
        g_autofree char *one = g_strdup_printf("c%03u", 98 - i), *other = g_strdup_printf("c%03u", i + 1);
        assert_string_equal(above->id, one);
        assert_string_equal(below->id, other);
        assert_int_equal(above->depth, i + 1);
        assert_int_equal(below->depth, i + 1);
    }
    database_remove(&d);
}

static void put_users(struct database *d, int first, int count)
{
    assert_int_equal(db_begin(d->db), OK);
    for (int i = first; i < first + count; i++) {
        g_autofree char *id = g_strdup_printf("u%05d", i);
        put_made(d, id, "t000", NULL, 1000 + i / 3);
    }
    assert_int_equal(db_commit(d->db), OK);
}

static void a_wide_lineage_is_read_page_by_page_while_it_grows(void **)
{
    struct database d = database_with_chain(1);
    struct lineage_page page = page_of(LINEAGE_WITH, "c000");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *last = NULL;
    put_users(&d, 0, 1000);
    page.limit = 70;
    for (int number = 1;; number++) {
        g_auto(lineage) found = list(&d, &page);
        for (guint i = 0; i < found.items->len; i++) {
            const struct relative *r = found.items->pdata[i];
            assert_true(g_hash_table_add(seen, g_strdup(r->id)));
            page.after = (struct collection_place){.us = r->posted_us, .trend = -(double)r->depth};
            g_free(last);
            last = g_strdup(r->id);
        }
        page.after.id = last;
        if (found.items->len < 70)
            break;
        put_users(&d, 1000 * number, 2);
    }
    assert_int_equal(g_hash_table_size(seen), 1000);
    database_remove(&d);
}

static void more_links_than_the_limit_are_told_as_such(void **)
{
    struct database d = database_with_chain(1);
    struct lineage_page page = page_of(LINEAGE_WITH, "c000");
    int64_t hidden;
    page.limit = 3 * LINEAGE_LINKS_MAX;
    /* The collection itself is the first row of the walk. */
    put_users(&d, 0, LINEAGE_LINKS_MAX - 1);
    g_auto(lineage) just = list(&d, &page);
    assert_true(just.is_complete);
    put_users(&d, LINEAGE_LINKS_MAX - 1, 1);
    g_auto(lineage) over = list(&d, &page);
    assert_false(over.is_complete);
    assert_int_equal(over.items->len, LINEAGE_LINKS_MAX);
    assert_int_equal(lineage_count_hidden(d.db, "t000", "", false, &hidden), OK);
    assert_int_equal(hidden, 0);
    database_remove(&d);
}

static void references_are_links_too_and_the_shorter_way_counts(void **)
{
    struct database d = database_with_chain(3);
    put_made(&d, "x", "t001", "c000", 100);
    put_made(&d, "y", "t002", "c002", 101);
    struct lineage_page x = page_of(LINEAGE_FROM, "x"), y = page_of(LINEAGE_FROM, "y"),
                        with = page_of(LINEAGE_WITH, "c000");
    assert_lineage(&d, &x, "1:c001/t001 1:c000~", 0);
    /* Where both ways are as short, the template is named. */
    assert_lineage(&d, &y, "1:c002/t002 2:c001/t001 3:c000/t000", 0);
    assert_lineage(&d, &with, "1:x~ 1:c001/t000 2:c002/t001 3:y/t002", 0);
    database_remove(&d);
}

static void a_circle_of_references_ends(void **)
{
    struct database d = database_with_people();
    put_made(&d, "a", NULL, "b", 1);
    put_made(&d, "b", NULL, "a", 2);
    put_made(&d, "self", NULL, "self", 3);
    for (int direction = LINEAGE_FROM; direction <= LINEAGE_WITH; direction++) {
        struct lineage_page a = page_of((enum lineage_direction)direction, "a");
        struct lineage_page self = page_of((enum lineage_direction)direction, "self");
        assert_lineage(&d, &a, "1:b~", 0);
        assert_lineage(&d, &self, "", 0);
    }
    database_remove(&d);
}

/* As bad as can be posted: each shows images of the next 34, round in a circle. */
static void a_knot_of_references_is_walked_within_a_bound(void **)
{
    enum { COUNT = 300 };
    struct database d = database_with_people();
    assert_int_equal(db_begin(d.db), OK);
    for (int i = 0; i < COUNT; i++) {
        g_autofree char *id = g_strdup_printf("k%03d", i);
        put_made(&d, id, NULL, NULL, i);
    }
    assert_int_equal(db_commit(d.db), OK);
    sql(d.path,
        "INSERT INTO collection_image (collection_id, image, media_id, reference_collection_id, reference_image,"
        " box_width, box_height) SELECT a.id, b.posted_us + 1, 'm', c.id, 0, 1, 1 FROM collection a"
        " JOIN collection b ON b.posted_us < 34"
        " JOIN collection c ON c.posted_us = (a.posted_us + b.posted_us + 1) %% 300");
    for (int direction = LINEAGE_FROM; direction <= LINEAGE_WITH; direction++) {
        struct lineage_page page = page_of((enum lineage_direction)direction, "k000");
        gint64 start = g_get_monotonic_time();
        g_auto(lineage) found = list(&d, &page);
        assert_int_equal(found.items->len, COUNT - 1);
        assert_false(found.is_complete);
        /* Unbounded it would follow ten million links. */
        assert_true(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC);
    }
    database_remove(&d);
}

static void the_template_that_it_carries_counts_at_the_first_step_only(void **)
{
    struct database d = database_with_chain(1);
    put_made(&d, "carrier", "t000", NULL, 20);
    put_made(&d, "sibling", "t000", NULL, 21);
    put_made(&d, "child", NULL, "carrier", 22);
    assert_int_equal(collection_attach_template(d.db, "carrier", "t000"), OK);
    struct lineage_page carrier = page_of(LINEAGE_WITH, "carrier"), first = page_of(LINEAGE_WITH, "c000");
    assert_lineage(&d, &carrier, "1:child~ 1:sibling/t000", 0);
    assert_lineage(&d, &first, "1:sibling/t000 1:carrier/t000 2:child~", 0);
    /* Withdrawn or not: what was made stays made. */
    sql(d.path, "UPDATE template SET state = 'withdrawn'");
    assert_lineage(&d, &carrier, "1:child~ 1:sibling/t000", 0);
    database_remove(&d);
}

static void what_is_gone_is_counted(void **)
{
    struct database d = database_with_chain(3);
    put_made(&d, "x", "t002", "c000", 100);
    assert_int_equal(collection_delete(d.db, "c002"), OK);
    assert_int_equal(collection_delete(d.db, "c000"), OK);
    struct lineage_page from = page_of(LINEAGE_FROM, "x"), with = page_of(LINEAGE_WITH, "c001");
    assert_lineage(&d, &from, "", 2);
    assert_lineage(&d, &with, "", 0);
    database_remove(&d);
}

/* Of each state and visibility one, by anna, each posted with a template of carol's. */
static struct database database_with_kinds(void)
{
    static const char *const kinds[] = {"public", "followers", "unlisted", "private", "draft", "hidden"};
    struct database d = database_with_people();
    g_autoptr(collection) source = collection_of("source", "carol", "m", 1);
    assert_int_equal(collection_insert(d.db, source), OK);
    put_template(&d, "t", "source", "carol", 1);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        put_made(&d, kinds[i], "t", NULL, 100 - (int64_t)i);
        if (i < 4)
            sql(d.path, "UPDATE collection SET visibility = '%s' WHERE id = '%s'", kinds[i], kinds[i]);
    }
    sql(d.path, "UPDATE collection SET state = 'draft', posted_us = 0 WHERE id = 'draft'");
    sql(d.path, "UPDATE collection SET is_hidden = 1 WHERE id = 'hidden'");
    return d;
}

static const struct {
    const char *viewer_id;
    bool sees_all;
    const char *wanted; /* in lineage */
    const char *listed; /* of the template */
    int64_t hidden;
} sights[] = {
    {"", false, "1:public/t", "public", 5},
    {"carol", false, "1:public/t", "public", 5},
    {"bob", false, "1:public/t 1:followers/t", "public followers", 4},
    {"anna", false, "1:public/t 1:followers/t 1:unlisted/t 1:private/t 1:hidden/t 1:draft/t",
     "public followers unlisted private hidden draft", 0},
    {"carol", true, "1:public/t 1:followers/t 1:unlisted/t 1:private/t 1:hidden/t",
     "public followers unlisted private hidden", 1},
};

static void each_sees_what_is_hers_to_see_and_how_much_is_not(void **)
{
    struct database d = database_with_kinds();
    for (size_t i = 0; i < G_N_ELEMENTS(sights); i++) {
        struct lineage_page page = page_of(LINEAGE_WITH, "source");
        page.viewer_id = sights[i].viewer_id;
        page.sees_all = sights[i].sees_all;
        assert_lineage(&d, &page, sights[i].wanted, sights[i].hidden);
        /* The counts are there, too, where the page is empty. */
        page.after = (struct collection_place){.us = 0, .trend = -1, .id = ""};
        assert_lineage(&d, &page, "", sights[i].hidden);
    }
    database_remove(&d);
}

static void a_list_of_what_was_made_with_a_template_shows_and_counts_the_same(void **)
{
    struct database d = database_with_kinds();
    for (size_t i = 0; i < G_N_ELEMENTS(sights); i++) {
        struct collection_page page = {.order = COLLECTION_OF_TEMPLATE,
                                       .viewer_id = sights[i].viewer_id,
                                       .template_id = "t",
                                       .sees_all = sights[i].sees_all,
                                       .after = {.us = INT64_MAX, .trend = HUGE_VAL, .id = "~"},
                                       .limit = 100};
        g_autoptr(GPtrArray) found = NULL;
        g_autoptr(GString) text = g_string_new(NULL);
        int64_t hidden = -1;
        assert_int_equal(collection_list(d.db, &page, &found), OK);
        for (guint n = 0; n < found->len; n++)
            g_string_append_printf(text, "%s%s", n ? " " : "", ((const struct collection *)found->pdata[n])->id);
        assert_string_equal(text->str, sights[i].listed);
        assert_int_equal(lineage_count_hidden(d.db, "t", sights[i].viewer_id, sights[i].sees_all, &hidden), OK);
        assert_int_equal(hidden, sights[i].hidden);
    }
    database_remove(&d);
}

static void what_lies_beyond_something_hidden_is_found(void **)
{
    struct database d = database_with_chain(3);
    sql(d.path, "UPDATE collection SET visibility = 'private' WHERE id = 'c001'");
    struct lineage_page from = page_of(LINEAGE_FROM, "c002"), with = page_of(LINEAGE_WITH, "c000");
    assert_lineage(&d, &from, "2:c000/t000", 1);
    assert_lineage(&d, &with, "2:c002/t001", 1);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_generations_are_found_both_ways),
        cmocka_unit_test(an_item_says_whom_to_name),
        cmocka_unit_test(a_deep_chain_is_followed_to_its_end),
        cmocka_unit_test(a_wide_lineage_is_read_page_by_page_while_it_grows),
        cmocka_unit_test(more_links_than_the_limit_are_told_as_such),
        cmocka_unit_test(references_are_links_too_and_the_shorter_way_counts),
        cmocka_unit_test(a_circle_of_references_ends),
        cmocka_unit_test(a_knot_of_references_is_walked_within_a_bound),
        cmocka_unit_test(the_template_that_it_carries_counts_at_the_first_step_only),
        cmocka_unit_test(what_is_gone_is_counted),
        cmocka_unit_test(each_sees_what_is_hers_to_see_and_how_much_is_not),
        cmocka_unit_test(a_list_of_what_was_made_with_a_template_shows_and_counts_the_same),
        cmocka_unit_test(what_lies_beyond_something_hidden_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
