/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/fact.h"

#include "base/json.h"

/* DESIGN §5, two images of which one is a reference. */
static const char full[] =
    "{'images': [{'media': 'photo', 'alt': 'gr\xc3\xbc\xc3\x9f', 'fit': {'x': 0, 'y': 0.0, 'zoom': 1}},"
    "            {'reference': {'collection': 'source', 'image': 4}, 'alt': '', 'fit': {'x': 0.1, 'y': -0.25, 'zoom': "
    "2.0}}],"
    " 'texts': [{'image': 0, 'position': {'x': 0.0, 'y': -0.31, 'angle': -8, 'direction': 'ltr'},"
    "   'configuration': {'content': 'Beautiful scenery \xf0\x9f\x8c\xb8', 'font_size': 0.064, 'color': '#ffffff'}}],"
    " 'audio': {'media': 'song', 'playback_rate': 1.0}, 'stickers': [{'image': 1, 'media': 'sticker', 'width': 0.25},"
    " {'image': 0, 'media': 'sticker', 'width': 1}], 'filters': [], 'description': 'a\\nb', 'topics': ['travel'],"
    " 'location': null, 'visibility': 'unlisted', 'state': 'draft', 'license': 'cc-by-4.0', 'offer_template': true,"
    " 'template': null, 'carry_template': false}";

static struct database database_with_media(void)
{
    static const char *const media[] = {"photo", "other", "song", "sticker"};
    struct database d = database_new();
    put_account(&d, "anna");
    put_account(&d, "bob");
    for (size_t i = 0; i < G_N_ELEMENTS(media); i++)
        put_media(&d, media[i], "anna");
    return d;
}

static struct collection *full_collection(void)
{
    struct collection *c = collection_of("c", "anna", "photo", 7);
    json_decref(c->document);
    c->document = quoted(full);
    g_free(c->images);
    c->images = g_new0(struct collection_image, 2);
    for (int i = 0; i < 2; i++)
        g_strlcpy(c->images[i].media_id, i ? "other" : "photo", sizeof c->images[i].media_id);
    c->images[0].box = (struct box){1600, 1203};
    c->images[1].box = (struct box){640, 480};
    g_strlcpy(c->images[1].reference_collection_id, "source", sizeof c->images[1].reference_collection_id);
    c->images[1].reference_image = 4;
    c->is_posted = false;
    c->posted_us = 0;
    c->visibility = VISIBILITY_UNLISTED;
    c->trend = 0.1;
    return c;
}

static struct collection *got(struct database *d, const char *viewer_id, const char *id)
{
    struct collection *c = NULL;
    assert_int_equal(collection_get(d->db, viewer_id, id, &c), OK);
    return c;
}

static void assert_same_images(const struct collection *found, const struct collection *wanted)
{
    assert_int_equal(collection_image_count(found), collection_image_count(wanted));
    for (size_t i = 0; i < collection_image_count(wanted); i++) {
        const struct collection_image *f = &found->images[i], *w = &wanted->images[i];
        assert_string_equal(f->media_id, w->media_id);
        assert_string_equal(f->sha256, w->media_id);
        assert_string_equal(f->reference_collection_id, w->reference_collection_id);
        assert_int_equal(f->reference_image, w->reference_image);
        assert_int_equal(f->box.width, w->box.width);
        assert_int_equal(f->box.height, w->box.height);
    }
}

/* As text, so that 1 and 1.0, and the order of members, count too. */
static void assert_same_document(const struct collection *found, const struct collection *wanted)
{
    g_autoptr(GString) f = json_text(found->document), w = json_text(wanted->document);
    assert_string_equal(f->str, w->str);
}

static void a_collection_is_given_exactly_as_it_was_stored(void **)
{
    struct database d = database_with_media();
    g_autoptr(collection) given = full_collection();
    assert_int_equal(collection_insert(d.db, given), OK);
    g_autoptr(collection) c = got(&d, "", "c");
    assert_same_document(c, given);
    assert_same_images(c, given);
    assert_string_equal(c->id, "c");
    assert_string_equal(c->account_id, "anna");
    assert_string_equal(c->handle, "anna");
    assert_string_equal(c->name, "A Name");
    assert_false(c->is_posted);
    assert_int_equal(c->visibility, VISIBILITY_UNLISTED);
    assert_int_equal(c->version, 1);
    assert_int_equal(c->created_us, 7);
    assert_int_equal(c->updated_us, 7);
    assert_int_equal(c->posted_us, 0);
    assert_int_equal(c->up_count + c->down_count + c->mine, 0);
    assert_true(c->trend == 0.1);
    assert_null(c->made_with_id);
    assert_null(c->template_id);
    assert_null(c->attached_id);
    database_remove(&d);
}

static void the_media_laid_over_are_noted_once_each(void **)
{
    struct database d = database_with_media();
    g_autoptr(collection) c = full_collection();
    assert_int_equal(collection_insert(d.db, c), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_media WHERE collection_id = 'c'"), 2);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_media WHERE media_id IN ('song', 'sticker')"), 2);
    json_object_set_new(c->document, "stickers", json_array());
    assert_int_equal(collection_update(d.db, c), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_media WHERE media_id = 'song'"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_media"), 1);
    database_remove(&d);
}

static void an_update_replaces_document_and_images_and_counts_the_version(void **)
{
    struct database d = database_with_media();
    g_autoptr(collection) given = full_collection();
    g_auto(fact_row) row = {0};
    assert_int_equal(collection_insert(d.db, given), OK);
    assert_int_equal(fact_get(d.db, "c", &row), OK);
    assert_true(row.facts.opted_in);
    fact_row_clear(&row);
    json_array_remove(json_object_get(given->document, "images"), 1);
    json_object_set_new(given->document, "offer_template", json_false());
    given->is_posted = true;
    given->visibility = VISIBILITY_PRIVATE;
    given->updated_us = 8;
    given->posted_us = 9;
    given->trend = -1.5;
    assert_int_equal(collection_update(d.db, given), OK);
    g_autoptr(collection) c = got(&d, "", "c");
    assert_same_document(c, given);
    assert_same_images(c, given);
    assert_true(c->is_posted);
    assert_int_equal(c->visibility, VISIBILITY_PRIVATE);
    assert_int_equal(c->version, 2);
    assert_int_equal(c->created_us, 7);
    assert_int_equal(c->updated_us, 8);
    assert_int_equal(c->posted_us, 9);
    assert_true(c->trend == -1.5);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection_image"), 1);
    fact_row_clear(&row);
    database_remove(&d);
}

static void an_update_leaves_ratings_and_other_collections_alone(void **)
{
    struct database d = database_with_media();
    g_auto(fact_row) row = {0};
    int was;
    put_collection(&d, "c1", "anna", "photo", 1);
    put_collection(&d, "c2", "anna", "other", 2);
    assert_int_equal(rating_set(d.db, "c1", "bob", -1, 3, &was), OK);
    g_autoptr(collection) c = got(&d, "", "c1");
    assert_int_equal(collection_update(d.db, c), OK);
    assert_int_equal(fact_get(d.db, "c1", &row), OK);
    assert_int_equal(row.facts.down_count, 1);
    g_autoptr(collection) other = got(&d, "", "c2");
    assert_int_equal(other->version, 1);
    assert_string_equal(other->images[0].media_id, "other");
    fact_row_clear(&row);
    database_remove(&d);
}

static void who_looks_sees_her_own_rating_and_following(void **)
{
    struct database d = database_with_media();
    int was;
    put_collection(&d, "c", "anna", "photo", 1);
    assert_int_equal(rating_set(d.db, "c", "bob", -1, 3, &was), OK);
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    g_autoptr(collection) of_bob = got(&d, "bob", "c"), of_anna = got(&d, "anna", "c"), of_nobody = got(&d, "", "c");
    assert_int_equal(of_bob->mine, -1);
    assert_true(of_bob->is_follower);
    assert_int_equal(of_anna->mine, 0);
    assert_false(of_anna->is_follower);
    assert_int_equal(of_nobody->mine, 0);
    assert_int_equal(of_nobody->down_count, 1);
    database_remove(&d);
}

static void a_withdrawn_template_is_attached_but_no_longer_named(void **)
{
    struct database d = database_with_media();
    put_collection(&d, "source", "anna", "photo", 1);
    put_template(&d, "t", "source", "anna", 1);
    g_autoptr(collection) second = collection_of("second", "bob", "other", 2);
    second->made_with_id = g_strdup("t");
    second->made_with_version = 1;
    second->attached_id = g_strdup("t");
    assert_int_equal(collection_insert(d.db, second), OK);
    g_autoptr(collection) before = got(&d, "", "second");
    assert_string_equal(before->made_with_id, "t");
    assert_int_equal(before->made_with_version, 1);
    assert_string_equal(before->template_id, "t");
    assert_string_equal(before->attached_id, "t");
    assert_int_equal(collection_delete(d.db, "source"), OK);
    g_autoptr(collection) after = got(&d, "", "second");
    assert_string_equal(after->made_with_id, "t");
    assert_null(after->template_id);
    assert_string_equal(after->attached_id, "t");
    database_remove(&d);
}

static void a_deleted_collection_takes_its_rows_along_and_nothing_else(void **)
{
    static const char *const tables[] = {"collection_image", "collection_media", "fact", "rating"};
    struct database d = database_with_media();
    struct collection *untouched = NULL;
    int was;
    g_autoptr(collection) c = full_collection();
    c->is_posted = true;
    assert_int_equal(collection_insert(d.db, c), OK);
    put_collection(&d, "other", "anna", "photo", 1);
    assert_int_equal(rating_set(d.db, "c", "bob", 1, 3, &was), OK);
    assert_int_equal(collection_delete(d.db, "c"), OK);
    assert_int_equal(collection_get(d.db, "", "c", &untouched), E_NOT_FOUND);
    assert_null(untouched);
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM %s WHERE collection_id = 'c'", tables[i]), 0);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM media"), 4);
    g_autoptr(collection) other = got(&d, "", "other");
    assert_non_null(other);
    database_remove(&d);
}

static void images_without_their_rows_are_a_failure(void **)
{
    struct database d = database_with_media();
    struct collection *untouched = NULL;
    g_autoptr(collection) c = full_collection();
    assert_int_equal(collection_insert(d.db, c), OK);
    sql(d.path, "DELETE FROM collection_image WHERE image = 1");
    assert_int_equal(collection_get(d.db, "", "c", &untouched), E_BROKEN);
    sql(d.path, "UPDATE collection SET document = '{'");
    assert_int_equal(collection_get(d.db, "", "c", &untouched), E_BROKEN);
    assert_null(untouched);
    database_remove(&d);
}

static void a_collection_of_media_that_is_not_there_is_refused(void **)
{
    struct database d = database_with_media();
    g_autoptr(collection) c = collection_of("c", "anna", "gone", 1);
    assert_int_equal(db_begin(d.db), OK);
    assert_int_equal(collection_insert(d.db, c), E_BROKEN);
    db_rollback(d.db);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM collection"), 0);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_collection_is_given_exactly_as_it_was_stored),
        cmocka_unit_test(the_media_laid_over_are_noted_once_each),
        cmocka_unit_test(an_update_replaces_document_and_images_and_counts_the_version),
        cmocka_unit_test(an_update_leaves_ratings_and_other_collections_alone),
        cmocka_unit_test(who_looks_sees_her_own_rating_and_following),
        cmocka_unit_test(a_withdrawn_template_is_attached_but_no_longer_named),
        cmocka_unit_test(a_deleted_collection_takes_its_rows_along_and_nothing_else),
        cmocka_unit_test(images_without_their_rows_are_a_failure),
        cmocka_unit_test(a_collection_of_media_that_is_not_there_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
