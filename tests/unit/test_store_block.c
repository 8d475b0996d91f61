/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/block.h"

static struct block block_of(const char *id, const char *phash, int64_t us)
{
    return (struct block){.id = (char *)id,
                          .phash = (char *)phash,
                          .media_id = (char *)"photo",
                          .actor_handle = (char *)"judge",
                          .reason = (char *)"copyright",
                          .note = (char *)"why",
                          .created_us = us};
}

static void put_block(struct database *d, const char *id, const char *phash, int64_t us)
{
    g_autoptr(block) stored = NULL;
    struct block given = block_of(id, phash, us);
    assert_int_equal(block_insert(d->db, &given, &stored), OK);
    assert_string_equal(stored->id, id);
}

static void a_block_is_given_as_it_was_stored(void **)
{
    struct database d = database_new();
    g_autoptr(block) got = NULL;
    struct block *untouched = NULL;
    put_block(&d, "one", "0123456789abcdef", 7);
    assert_int_equal(block_get(d.db, "one", &got), OK);
    assert_string_equal(got->phash, "0123456789abcdef");
    assert_string_equal(got->media_id, "photo");
    assert_string_equal(got->actor_handle, "judge");
    assert_string_equal(got->reason, "copyright");
    assert_string_equal(got->note, "why");
    assert_int_equal(got->created_us, 7);
    assert_int_equal(block_get(d.db, "two", &untouched), E_NOT_FOUND);
    assert_null(untouched);
    database_remove(&d);
}

static void the_same_hash_is_blocked_once(void **)
{
    struct database d = database_new();
    g_autoptr(block) stored = NULL;
    struct block again = block_of("two", "0123456789abcdef", 8);
    int64_t count, before, after;
    put_block(&d, "one", "0123456789abcdef", 7);
    assert_int_equal(block_revision(d.db, &before), OK);
    assert_int_equal(block_insert(d.db, &again, &stored), OK);
    assert_string_equal(stored->id, "one");
    assert_int_equal(block_count(d.db, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(block_revision(d.db, &after), OK);
    assert_int_equal(after, before);
    database_remove(&d);
}

/* Also when one went in between, so that the count is the same. */
static void the_revision_is_another_after_each_block(void **)
{
    struct database d = database_new();
    int64_t none, one, two;
    assert_int_equal(block_revision(d.db, &none), OK);
    put_block(&d, "one", "0000000000000001", 1);
    assert_int_equal(block_revision(d.db, &one), OK);
    assert_int_equal(block_delete(d.db, "one"), OK);
    assert_int_equal(block_delete(d.db, "one"), E_NOT_FOUND);
    put_block(&d, "two", "0000000000000002", 2);
    assert_int_equal(block_revision(d.db, &two), OK);
    assert_true(none != one && one != two && none != two);
    database_remove(&d);
}

static void lists_are_newest_first(void **)
{
    struct database d = database_new();
    g_autoptr(GPtrArray) all = NULL, rest = NULL;
    put_block(&d, "one", "0000000000000001", 1);
    put_block(&d, "two", "0000000000000002", 2);
    put_block(&d, "three", "0000000000000003", 2);
    assert_int_equal(block_list(d.db, G_MAXINT64, "~", 2, &all), OK);
    assert_int_equal(all->len, 2);
    assert_string_equal(((struct block *)all->pdata[0])->id, "two");
    assert_string_equal(((struct block *)all->pdata[1])->id, "three");
    assert_int_equal(block_list(d.db, 2, "three", 2, &rest), OK);
    assert_int_equal(rest->len, 1);
    assert_string_equal(((struct block *)rest->pdata[0])->id, "one");
    database_remove(&d);
}

struct visits {
    unsigned count, stop_after;
    char last[17];
};

static bool visit(void *context, const char *phash)
{
    struct visits *v = context;
    g_strlcpy(v->last, phash, sizeof v->last);
    return ++v->count == v->stop_after;
}

static bool visit_media(void *context, const char *id, const char *phash)
{
    (void)id;
    return visit(context, phash);
}

static void each_is_visited_until_the_visitor_has_seen_enough(void **)
{
    struct database d = database_new();
    struct visits all = {0}, first = {.stop_after = 1};
    put_block(&d, "one", "0000000000000001", 1);
    put_block(&d, "two", "0000000000000002", 2);
    assert_int_equal(block_each(d.db, visit, &all), OK);
    assert_int_equal(all.count, 2);
    assert_int_equal(block_each(d.db, visit, &first), OK);
    assert_int_equal(first.count, 1);
    database_remove(&d);
}

static enum err put_hashed(struct database *d, const char *id, const char *phash)
{
    g_autoptr(media) stored = NULL;
    struct media m = {.id = (char *)id,
                      .account_id = (char *)"anna",
                      .sha256 = (char *)"sha",
                      .kind = (char *)"image",
                      .type = (char *)"image/jpeg",
                      .width = 1,
                      .height = 1,
                      .phash = (char *)phash};
    return media_insert(d->db, &m, &stored);
}

static void a_media_from_before_gets_its_hash_when_it_is_uploaded_again(void **)
{
    struct database d = database_new();
    struct visits none = {0}, again = {0}, kept = {0};
    put_account(&d, "anna");
    assert_int_equal(put_hashed(&d, "one", NULL), OK);
    assert_int_equal(media_each_phash(d.db, visit_media, &none), OK);
    assert_int_equal(none.count, 0);
    assert_int_equal(put_hashed(&d, "two", "0000000000000001"), OK);
    assert_int_equal(media_each_phash(d.db, visit_media, &again), OK);
    assert_int_equal(again.count, 1);
    assert_string_equal(again.last, "0000000000000001");
    assert_int_equal(put_hashed(&d, "three", "0000000000000002"), OK);
    assert_int_equal(media_each_phash(d.db, visit_media, &kept), OK);
    assert_string_equal(kept.last, "0000000000000001");
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_given_as_it_was_stored),
        cmocka_unit_test(the_same_hash_is_blocked_once),
        cmocka_unit_test(the_revision_is_another_after_each_block),
        cmocka_unit_test(lists_are_newest_first),
        cmocka_unit_test(each_is_visited_until_the_visitor_has_seen_enough),
        cmocka_unit_test(a_media_from_before_gets_its_hash_when_it_is_uploaded_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
