/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/blob.h"

static struct media media_of(const char *id, const char *account_id, const char *sha256)
{
    return (struct media){.id = (char *)id,
                          .account_id = (char *)account_id,
                          .sha256 = (char *)sha256,
                          .kind = (char *)"audio",
                          .type = (char *)"audio/wav",
                          .width = 2,
                          .height = 3,
                          .duration_ms = 4,
                          .created_us = 5,
                          .size_bytes = INT64_C(5000000000)};
}

static void assert_same_media(const struct media *found, const struct media *wanted)
{
    assert_string_equal(found->id, wanted->id);
    assert_string_equal(found->account_id, wanted->account_id);
    assert_string_equal(found->sha256, wanted->sha256);
    assert_string_equal(found->kind, wanted->kind);
    assert_string_equal(found->type, wanted->type);
    assert_int_equal(found->width, wanted->width);
    assert_int_equal(found->height, wanted->height);
    assert_int_equal(found->duration_ms, wanted->duration_ms);
    assert_int_equal(found->created_us, wanted->created_us);
    assert_int_equal(found->size_bytes, wanted->size_bytes);
}

static void a_media_is_given_as_it_was_stored(void **)
{
    struct database d = database_new();
    g_autoptr(media) stored = NULL, got = NULL, of_account = NULL;
    struct media *untouched = NULL, given = media_of("id", "anna", "sha");
    bool exists;
    put_account(&d, "anna");
    assert_int_equal(media_insert(d.db, &given, &stored), OK);
    assert_same_media(stored, &given);
    assert_int_equal(media_get(d.db, "id", &got), OK);
    assert_same_media(got, &given);
    assert_int_equal(media_of_account(d.db, "anna", "sha", &of_account), OK);
    assert_same_media(of_account, &given);
    assert_int_equal(media_get(d.db, "sha", &untouched), E_NOT_FOUND);
    assert_int_equal(media_of_account(d.db, "bob", "sha", &untouched), E_NOT_FOUND);
    assert_null(untouched);
    assert_int_equal(blob_exists(d.db, "sha", &exists), OK);
    assert_true(exists);
    assert_int_equal(blob_exists(d.db, "id", &exists), OK);
    assert_false(exists);
    database_remove(&d);
}

static void the_same_file_by_the_same_account_is_the_same_media(void **)
{
    struct database d = database_new();
    g_autoptr(media) first = NULL, second = NULL;
    struct media given = media_of("id1", "anna", "sha"), again = media_of("id2", "anna", "sha");
    put_account(&d, "anna");
    again.width = 99;
    assert_int_equal(media_insert(d.db, &given, &first), OK);
    assert_int_equal(media_insert(d.db, &again, &second), OK);
    assert_same_media(second, &given);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM media"), 1);
    database_remove(&d);
}

static void the_same_file_by_another_account_is_another_media_of_one_blob(void **)
{
    struct database d = database_new();
    g_autoptr(media) first = NULL, second = NULL;
    struct media given = media_of("id1", "anna", "sha"), again = media_of("id2", "bob", "sha");
    put_account(&d, "anna");
    put_account(&d, "bob");
    assert_int_equal(media_insert(d.db, &given, &first), OK);
    assert_int_equal(media_insert(d.db, &again, &second), OK);
    assert_string_equal(second->id, "id2");
    assert_string_equal(second->account_id, "bob");
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM media"), 2);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM blob"), 1);
    database_remove(&d);
}

struct visits {
    unsigned count, stop_after;
    struct media_showing last;
};

static bool visit(void *context, const struct media_showing *showing)
{
    struct visits *v = context;
    v->last = *showing;
    return ++v->count == v->stop_after;
}

static unsigned showings(struct database *d, const char *media_id, const char *viewer_id, struct visits *v)
{
    *v = (struct visits){0};
    assert_int_equal(media_shown(d->db, media_id, viewer_id, visit, v), OK);
    return v->count;
}

static void a_media_is_shown_by_images_and_by_what_is_laid_over(void **)
{
    struct database d = database_new();
    struct visits v;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_media(&d, "photo", "anna");
    put_media(&d, "sticker", "anna");
    put_media(&d, "song", "anna");
    put_media(&d, "unused", "anna");
    g_autoptr(collection) c = collection_of("c", "anna", "photo", 1);
    json_decref(c->document);
    c->document = quoted("{'images': [{'media': 'photo'}], 'audio': {'media': 'song'},"
                         " 'stickers': [{'media': 'sticker'}, {'media': 'sticker'}]}");
    c->visibility = VISIBILITY_FOLLOWERS;
    assert_int_equal(collection_insert(d.db, c), OK);
    assert_int_equal(showings(&d, "unused", "anna", &v), 0);
    assert_int_equal(showings(&d, "photo", "anna", &v), 1);
    assert_true(v.last.is_owner && v.last.is_posted && !v.last.is_follower);
    assert_string_equal(v.last.visibility, "followers");
    assert_int_equal(showings(&d, "sticker", "bob", &v), 1);
    assert_true(!v.last.is_owner && !v.last.is_follower);
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    assert_int_equal(showings(&d, "song", "bob", &v), 1);
    assert_true(!v.last.is_owner && v.last.is_follower);
    assert_int_equal(showings(&d, "song", "", &v), 1);
    assert_true(!v.last.is_owner && !v.last.is_follower);
    database_remove(&d);
}

static void a_search_ends_when_the_visitor_has_seen_enough(void **)
{
    struct database d = database_new();
    struct visits v = {.stop_after = 2};
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    for (char id[] = "a"; *id <= 'e'; ++*id)
        put_collection(&d, id, "anna", "m", 1);
    assert_int_equal(media_shown(d.db, "m", "anna", visit, &v), OK);
    assert_int_equal(v.count, 2);
    assert_int_equal(showings(&d, "m", "anna", &v), 5);
    database_remove(&d);
}

static void a_rendered_picture_is_found_by_its_recipe(void **)
{
    struct database d = database_new();
    char sha256[65] = "untouched", type[32] = "untouched";
    bool exists;
    assert_int_equal(render_get(d.db, "recipe", sha256, type), E_NOT_FOUND);
    assert_string_equal(sha256, "untouched");
    assert_int_equal(render_insert(d.db, "recipe", NULL, "sha1", 10, "image/jpeg", 1), OK);
    /* Two who draw the same at the same time: the last one's is kept, both files are known. */
    assert_int_equal(render_insert(d.db, "recipe", NULL, "sha2", 10, "image/jpeg", 2), OK);
    assert_int_equal(render_insert(d.db, "other recipe", NULL, "sha1", 10, "image/jpeg", 3), OK);
    assert_int_equal(render_get(d.db, "recipe", sha256, type), OK);
    assert_string_equal(sha256, "sha2");
    assert_string_equal(type, "image/jpeg");
    assert_int_equal(blob_exists(d.db, "sha2", &exists), OK);
    assert_true(exists);
    database_remove(&d);
}

static void a_picture_of_several_photos_goes_with_any_of_them(void **)
{
    struct database d = database_new();
    char sha256[65], type[32];
    static const char *const recipes[] = {"a and b", "b and c", "c"};
    for (size_t i = 0; i < G_N_ELEMENTS(recipes); i++)
        assert_int_equal(render_insert(d.db, recipes[i], NULL, "sha1", 10, "image/jpeg", 1), OK);
    assert_int_equal(render_part_insert(d.db, "a and b", "a"), OK);
    assert_int_equal(render_part_insert(d.db, "a and b", "b"), OK);
    assert_int_equal(render_part_insert(d.db, "a and b", "b"), OK);
    assert_int_equal(render_part_insert(d.db, "b and c", "b"), OK);
    assert_int_equal(render_part_insert(d.db, "b and c", "c"), OK);
    assert_int_equal(render_part_insert(d.db, "c", "c"), OK);
    assert_int_equal(db_exec(d.db, QUERY_blob_insert, NULL, "tii", "b", (int64_t)1, (int64_t)1), OK);
    assert_int_equal(blob_mark_unnamed(d.db, "b", 1), OK);
    assert_int_equal(blob_delete_unnamed(d.db, "b", 2), OK);
    assert_int_equal(render_get(d.db, "a and b", sha256, type), E_NOT_FOUND);
    assert_int_equal(render_get(d.db, "b and c", sha256, type), E_NOT_FOUND);
    assert_int_equal(render_get(d.db, "c", sha256, type), OK);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_media_is_given_as_it_was_stored),
        cmocka_unit_test(the_same_file_by_the_same_account_is_the_same_media),
        cmocka_unit_test(the_same_file_by_another_account_is_another_media_of_one_blob),
        cmocka_unit_test(a_media_is_shown_by_images_and_by_what_is_laid_over),
        cmocka_unit_test(a_search_ends_when_the_visitor_has_seen_enough),
        cmocka_unit_test(a_rendered_picture_is_found_by_its_recipe),
        cmocka_unit_test(a_picture_of_several_photos_goes_with_any_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
