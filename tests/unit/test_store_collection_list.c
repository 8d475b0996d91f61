/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/fact.h"

#include <math.h>

/* Of each state and visibility one, by anna; bob follows her, carol does not. */
static const struct {
    const char *id;
    bool is_posted;
    enum visibility visibility;
} kinds[] = {
    {"public", true, VISIBILITY_PUBLIC},          {"followers", true, VISIBILITY_FOLLOWERS},
    {"unlisted", true, VISIBILITY_UNLISTED},      {"private", true, VISIBILITY_PRIVATE},
    {"draft_public", false, VISIBILITY_PUBLIC},   {"draft_followers", false, VISIBILITY_FOLLOWERS},
    {"draft_private", false, VISIBILITY_PRIVATE},
};

static struct database database_with_kinds(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "carol");
    put_media(&d, "m", "anna");
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(collection) c = collection_of(kinds[i].id, "anna", "m", 100 - (int64_t)i);
        c->is_posted = kinds[i].is_posted;
        c->visibility = kinds[i].visibility;
        c->posted_us = c->is_posted ? c->posted_us : 0;
        assert_int_equal(collection_insert(d.db, c), OK);
    }
    return d;
}

static GPtrArray *list(struct database *d, const struct collection_page *page)
{
    GPtrArray *found = NULL;
    assert_int_equal(collection_list(d->db, page, &found), OK);
    return found;
}

/* "id id id" */
static char *ids(GPtrArray *found)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const struct collection *c = found->pdata[i];
        g_string_append_printf(text, "%s%s", i ? " " : "", c->id);
    }
    return g_string_free(text, FALSE);
}

static struct collection_page page_of(enum collection_order order, const char *viewer_id)
{
    return (struct collection_page){.order = order,
                                    .viewer_id = viewer_id,
                                    .account_id = "anna",
                                    .after = {.us = INT64_MAX, .trend = HUGE_VAL, .id = "~"},
                                    .limit = 100};
}

static const struct {
    enum collection_order order;
    const char *viewer_id;
    bool sees_all;
    const char *wanted;
} sights[] = {
    {COLLECTION_NEWEST, "", false, "public"},
    {COLLECTION_NEWEST, "carol", false, "public"},
    {COLLECTION_NEWEST, "bob", false, "public followers"},
    {COLLECTION_NEWEST, "anna", false, "public followers"},
    {COLLECTION_FOLLOWING, "", false, ""},
    {COLLECTION_FOLLOWING, "carol", false, ""},
    {COLLECTION_FOLLOWING, "bob", false, "public followers"},
    {COLLECTION_FOLLOWING, "anna", false, ""},
    {COLLECTION_TRENDING, "", false, "public"},
    {COLLECTION_TRENDING, "bob", false, "public"},
    {COLLECTION_OF_ACCOUNT, "", false, "public"},
    {COLLECTION_OF_ACCOUNT, "carol", false, "public"},
    {COLLECTION_OF_ACCOUNT, "bob", false, "public followers"},
    {COLLECTION_OF_ACCOUNT, "anna", false,
     "public followers unlisted private draft_public draft_followers draft_private"},
    /* A moderator sees what is posted, as in rule/visibility.h; a draft is its owner's alone. */
    {COLLECTION_OF_ACCOUNT, "carol", true, "public followers unlisted private"},
};

static void a_list_shows_what_the_viewer_may_see(void **)
{
    struct database d = database_with_kinds();
    for (size_t i = 0; i < G_N_ELEMENTS(sights); i++) {
        struct collection_page page = page_of(sights[i].order, sights[i].viewer_id);
        page.sees_all = sights[i].sees_all;
        g_autoptr(GPtrArray) found = list(&d, &page);
        g_autofree char *text = ids(found);
        if (strcmp(text, sights[i].wanted) != 0)
            fail_msg("order %d, viewer \"%s\"%s: wanted \"%s\", came \"%s\"", sights[i].order, sights[i].viewer_id,
                     sights[i].sees_all ? " (moderator)" : "", sights[i].wanted, text);
    }
    database_remove(&d);
}

/* What a list shows is what the rule says of the collection by itself, for every kind and viewer. */
static void a_list_never_shows_more_than_the_rule_allows(void **)
{
    static const char *const viewers[] = {"", "anna", "bob", "carol"};
    struct database d = database_with_kinds();
    for (size_t v = 0; v < G_N_ELEMENTS(viewers); v++)
        for (int order = COLLECTION_NEWEST; order <= COLLECTION_OF_ACCOUNT; order++) {
            struct collection_page page = page_of((enum collection_order)order, viewers[v]);
            g_autoptr(GPtrArray) found = list(&d, &page);
            for (guint i = 0; i < found->len; i++) {
                const struct collection *c = found->pdata[i];
                struct viewer viewer = {ROLE_MEMBER, strcmp(viewers[v], "anna") == 0, c->is_follower};
                struct exposure exposure = collection_exposure(c);
                assert_true(collection_is_visible(&exposure, &viewer));
            }
        }
    database_remove(&d);
}

static void items_of_a_list_are_whole(void **)
{
    struct database d = database_with_kinds();
    int was;
    assert_int_equal(rating_set(d.db, "public", "bob", 1, 1, &was), OK);
    struct collection_page page = page_of(COLLECTION_NEWEST, "bob");
    g_autoptr(GPtrArray) found = list(&d, &page);
    const struct collection *c = found->pdata[0];
    assert_int_equal(c->mine, 1);
    assert_int_equal(c->up_count, 1);
    assert_true(c->is_follower);
    assert_string_equal(c->handle, "anna");
    assert_string_equal(c->images[0].media_id, "m");
    assert_int_equal(c->images[0].box.width, 1600);
    database_remove(&d);
}

enum { ITEMS = 23, PAGE = 5 };

/* Several of the same time, and of the same rank, so that the id decides. */
static void put_item(struct database *d, int number, int64_t us, double trend)
{
    char id[8];
    g_snprintf(id, sizeof id, "i%02d", number);
    g_autoptr(collection) c = collection_of(id, "anna", "m", us);
    c->trend = trend;
    assert_int_equal(collection_insert(d->db, c), OK);
}

static struct database database_with_items(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_media(&d, "m", "anna");
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    for (int i = 0; i < ITEMS; i++)
        put_item(&d, i, 1000 + i / 4, (double)(i % 7) / 3 - 1);
    return d;
}

static bool comes_after(enum collection_order order, const struct collection *earlier, const struct collection *later)
{
    double a = (double)earlier->posted_us, b = (double)later->posted_us;
    if (order == COLLECTION_TRENDING) {
        a = earlier->trend;
        b = later->trend;
    }
    return a > b || (a == b && strcmp(earlier->id, later->id) > 0);
}

/* Reads all pages; between them, something new is stored in front, behind and among. */
static unsigned read_pages(struct database *d, enum collection_order order, bool disturbed, GHashTable *seen)
{
    struct collection_page page = page_of(order, "bob");
    struct collection last = {0};
    g_autofree char *last_id = NULL;
    unsigned count = 0, number = 50;
    page.limit = PAGE;
    for (;;) {
        g_autoptr(GPtrArray) found = list(d, &page);
        for (guint i = 0; i < found->len; i++) {
            const struct collection *c = found->pdata[i];
            assert_true(g_hash_table_add(seen, g_strdup(c->id)));
            if (last.id)
                assert_true(comes_after(order, &last, c));
            g_free(last_id);
            last = *c;
            last.id = last_id = g_strdup(c->id);
            count += strcmp(c->id, "i50") < 0;
        }
        if (found->len < PAGE)
            return count;
        page.after = (struct collection_place){.us = last.posted_us, .trend = last.trend, .id = last.id};
        if (disturbed)
            put_item(d, (int)number++, 5000, 9);
    }
}

static void pages_follow_each_other_without_gap_or_repeat(void **)
{
    for (int order = COLLECTION_NEWEST; order <= COLLECTION_OF_ACCOUNT; order++)
        for (int disturbed = 0; disturbed <= 1; disturbed++) {
            struct database d = database_with_items();
            g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            assert_int_equal(read_pages(&d, (enum collection_order)order, disturbed, seen), ITEMS);
            assert_int_equal(g_hash_table_size(seen), ITEMS);
            database_remove(&d);
        }
}

static void a_page_goes_on_where_its_last_item_was_deleted(void **)
{
    struct database d = database_with_items();
    struct collection_page page = page_of(COLLECTION_NEWEST, "");
    page.after = (struct collection_place){.us = 1002, .id = "i10"};
    page.limit = 3;
    g_autoptr(GPtrArray) before = list(&d, &page);
    assert_int_equal(collection_delete(d.db, "i10"), OK);
    g_autoptr(GPtrArray) after = list(&d, &page);
    g_autofree char *first = ids(before), *second = ids(after);
    assert_string_equal(first, "i09 i08 i07");
    assert_string_equal(second, first);
    database_remove(&d);
}

static void an_empty_list_is_a_list(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    for (int order = COLLECTION_NEWEST; order <= COLLECTION_OF_ACCOUNT; order++) {
        struct collection_page page = page_of((enum collection_order)order, "anna");
        g_autoptr(GPtrArray) found = list(&d, &page);
        assert_int_equal(found->len, 0);
    }
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_shows_what_the_viewer_may_see),
        cmocka_unit_test(a_list_never_shows_more_than_the_rule_allows),
        cmocka_unit_test(items_of_a_list_are_whole),
        cmocka_unit_test(pages_follow_each_other_without_gap_or_repeat),
        cmocka_unit_test(a_page_goes_on_where_its_last_item_was_deleted),
        cmocka_unit_test(an_empty_list_is_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
