/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/fact.h"

static void an_account_is_found_by_id_and_handle(void **)
{
    struct database d = database_new();
    struct account given = {.id = (char *)"id",
                            .handle = (char *)"anna",
                            .name = (char *)"Ann\xc3\xa4",
                            .bio = (char *)"two\nlines",
                            .role = ROLE_MODERATOR,
                            .created_us = 7};
    assert_int_equal(account_insert(d.db, &given, "secret"), OK);
    for (int by_handle = 0; by_handle <= 1; by_handle++) {
        g_autoptr(account) a = NULL;
        assert_int_equal(by_handle ? account_by_handle(d.db, "anna", &a) : account_get(d.db, "id", &a), OK);
        assert_string_equal(a->id, "id");
        assert_string_equal(a->handle, "anna");
        assert_string_equal(a->name, given.name);
        assert_string_equal(a->bio, given.bio);
        assert_int_equal(a->role, ROLE_MODERATOR);
        assert_int_equal(a->version, 1);
        assert_int_equal(a->created_us, 7);
        assert_int_equal(a->updated_us, 7);
    }
    g_autofree char *id = NULL, *password = NULL;
    assert_int_equal(account_password(d.db, "anna", &id, &password), OK);
    assert_string_equal(id, "id");
    assert_string_equal(password, "secret");
    database_remove(&d);
}

static void what_is_not_there_is_not_found(void **)
{
    struct database d = database_new();
    struct account *untouched = NULL;
    char *id = NULL, *password = NULL;
    put_account(&d, "anna");
    assert_int_equal(account_get(d.db, "bob", &untouched), E_NOT_FOUND);
    assert_int_equal(account_by_handle(d.db, "ANNA", &untouched), E_NOT_FOUND);
    assert_int_equal(account_password(d.db, "bob", &id, &password), E_NOT_FOUND);
    assert_null(untouched);
    assert_null(id);
    database_remove(&d);
}

static void a_handle_is_taken_once(void **)
{
    struct database d = database_new();
    g_autoptr(account) a = NULL;
    struct account other = {
        .id = (char *)"other", .handle = (char *)"anna", .name = (char *)"", .bio = (char *)"", .role = ROLE_ADMIN};
    put_account(&d, "anna");
    assert_int_equal(account_insert(d.db, &other, ""), E_HANDLE_TAKEN);
    assert_int_equal(account_by_handle(d.db, "anna", &a), OK);
    assert_string_equal(a->id, "anna");
    assert_int_equal(a->role, ROLE_MEMBER);
    database_remove(&d);
}

static void an_update_counts_the_version_and_keeps_the_password_unless_given(void **)
{
    struct database d = database_new();
    struct account changed = {
        .id = (char *)"anna", .name = (char *)"New", .bio = (char *)"Bio", .consent = CONSENT_NEVER};
    put_account(&d, "anna");
    put_account(&d, "bob");
    for (int time = 0; time < 2; time++) {
        g_autoptr(account) a = NULL;
        g_autofree char *id = NULL, *password = NULL;
        assert_int_equal(account_update(d.db, &changed, time ? "new password" : NULL, 10 + time), OK);
        assert_int_equal(account_get(d.db, "anna", &a), OK);
        assert_string_equal(a->name, "New");
        assert_string_equal(a->bio, "Bio");
        assert_int_equal(a->version, 2 + time);
        assert_int_equal(a->created_us, 1);
        assert_int_equal(a->updated_us, 10 + time);
        assert_int_equal(account_password(d.db, "anna", &id, &password), OK);
        assert_string_equal(password, time ? "new password" : "stored password");
    }
    assert_int_equal(sql(d.path, "SELECT version FROM account WHERE id = 'bob'"), 1);
    database_remove(&d);
}

static void only_posted_public_collections_are_counted(void **)
{
    static const struct {
        bool is_posted;
        enum visibility visibility;
    } kinds[] = {{true, VISIBILITY_PUBLIC},    {true, VISIBILITY_PUBLIC},  {false, VISIBILITY_PUBLIC},
                 {true, VISIBILITY_FOLLOWERS}, {true, VISIBILITY_PRIVATE}, {true, VISIBILITY_UNLISTED}};
    struct database d = database_new();
    struct account_counts counts;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "carol");
    put_media(&d, "m", "anna");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        char id[] = {(char)('a' + i), '\0'};
        g_autoptr(collection) c = collection_of(id, "anna", "m", 1);
        c->is_posted = kinds[i].is_posted;
        c->visibility = kinds[i].visibility;
        assert_int_equal(collection_insert(d.db, c), OK);
    }
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    assert_int_equal(follow_put(d.db, "carol", "anna", 1), OK);
    assert_int_equal(follow_put(d.db, "anna", "carol", 1), OK);
    assert_int_equal(account_counts(d.db, "anna", &counts), OK);
    assert_int_equal(counts.followers, 2);
    assert_int_equal(counts.following, 1);
    assert_int_equal(counts.collections, 2);
    database_remove(&d);
}

static void count_all(struct database *d, const char *account_id, int64_t wanted)
{
    static const char *const owned[] = {
        "session WHERE account_id",    "follow WHERE follower_id", "follow WHERE followed_id", "media WHERE account_id",
        "collection WHERE account_id", "rating WHERE account_id",  "account WHERE id",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        assert_int_equal(sql(d->path, "SELECT COUNT(*) FROM %s = '%s'", owned[i], account_id), wanted);
}

static void all_that_an_account_owns_goes_with_it(void **)
{
    struct database d = database_new();
    int64_t expires_us = 100;
    int was;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_media(&d, "ma", "anna");
    put_media(&d, "mb", "bob");
    put_collection(&d, "ca", "anna", "ma", 1);
    put_collection(&d, "cb", "bob", "mb", 1);
    for (int i = 0; i < 2; i++) {
        const char *id = i ? "anna" : "bob", *other = i ? "bob" : "anna";
        assert_int_equal(session_insert(d.db, id, id, 1, &expires_us), OK);
        assert_int_equal(follow_put(d.db, id, other, 1), OK);
        assert_int_equal(rating_set(d.db, i ? "cb" : "ca", id, 1, 1, &was), OK);
    }
    count_all(&d, "anna", 1);
    assert_int_equal(account_delete(d.db, "anna"), OK);
    count_all(&d, "anna", 0);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_image WHERE collection_id = 'ca'"), 0);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM fact WHERE collection_id = 'ca'"), 0);
    /* What is bob's is still there, but for what stood between the two. */
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM session"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM media"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM follow"), 0);
    database_remove(&d);
}

static void the_ratings_of_a_deleted_account_are_taken_back(void **)
{
    struct database d = database_new();
    g_auto(fact_row) row = {0};
    int was;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "carol");
    put_media(&d, "m", "carol");
    put_collection(&d, "up", "carol", "m", 1);
    put_collection(&d, "down", "carol", "m", 2);
    put_collection(&d, "none", "carol", "m", 3);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(rating_set(d.db, "up", i ? "anna" : "bob", 1, 1, &was), OK);
        assert_int_equal(rating_set(d.db, "down", i ? "anna" : "bob", -1, 1, &was), OK);
    }
    assert_int_equal(rating_set(d.db, "none", "bob", 1, 1, &was), OK);
    assert_int_equal(account_delete(d.db, "anna"), OK);
    assert_int_equal(fact_get(d.db, "up", &row), OK);
    assert_int_equal(row.facts.up_count, 1);
    assert_int_equal(row.facts.down_count, 0);
    fact_row_clear(&row);
    assert_int_equal(fact_get(d.db, "down", &row), OK);
    assert_int_equal(row.facts.up_count, 0);
    assert_int_equal(row.facts.down_count, 1);
    fact_row_clear(&row);
    assert_int_equal(fact_get(d.db, "none", &row), OK);
    assert_int_equal(row.facts.up_count, 1);
    fact_row_clear(&row);
    database_remove(&d);
}

static void the_templates_of_a_deleted_account_are_withdrawn_but_stay(void **)
{
    struct database d = database_new();
    g_autoptr(template) t = NULL;
    put_account(&d, "anna");
    put_media(&d, "m", "anna");
    put_collection(&d, "c", "anna", "m", 1);
    put_template(&d, "t", "c", "anna", 1);
    assert_int_equal(collection_attach_template(d.db, "c", "t"), OK);
    assert_int_equal(account_delete(d.db, "anna"), OK);
    assert_int_equal(template_call(d.db, "t", 0, &t), OK);
    assert_false(t->is_active);
    assert_null(t->handle);
    assert_null(t->name);
    assert_string_equal(t->collection_id, "c");
    database_remove(&d);
}

/* A second collection shows the template's stickers and plays its audio, which are the
 * template's creator's media (seed ¶0109): she can go all the same. */
static void an_account_can_go_whose_stickers_another_collection_has_taken_over(void **)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_media(&d, "sticker", "anna");
    put_media(&d, "photo", "bob");
    g_autoptr(collection) c = collection_of("c", "bob", "photo", 1);
    json_decref(c->document);
    c->document = quoted("{'images': [{'media': 'photo'}], 'audio': null, 'stickers': [{'media': 'sticker'}]}");
    assert_int_equal(collection_insert(d.db, c), OK);
    put_media(&d, "unused", "anna");
    assert_int_equal(account_delete(d.db, "anna"), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection"), 1);
    g_autoptr(media) m = NULL;
    assert_int_equal(media_get(d.db, "sticker", &m), OK);
    assert_null(m->account_id);
    g_autoptr(media) gone = NULL;
    assert_int_equal(media_get(d.db, "unused", &gone), E_NOT_FOUND);
    g_autoptr(collection) kept = NULL;
    assert_int_equal(collection_get(d.db, "", "c", &kept), OK);
    assert_int_equal(collection_update(d.db, kept), OK);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_is_found_by_id_and_handle),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(a_handle_is_taken_once),
        cmocka_unit_test(an_update_counts_the_version_and_keeps_the_password_unless_given),
        cmocka_unit_test(only_posted_public_collections_are_counted),
        cmocka_unit_test(all_that_an_account_owns_goes_with_it),
        cmocka_unit_test(the_ratings_of_a_deleted_account_are_taken_back),
        cmocka_unit_test(the_templates_of_a_deleted_account_are_withdrawn_but_stay),
        cmocka_unit_test(an_account_can_go_whose_stickers_another_collection_has_taken_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
