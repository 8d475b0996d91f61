/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of lib/store share: accounts, media and collections with as little to
 * say as possible. Ids are short words; times are small numbers.
 */
#ifndef STENCIL_TESTS_UNIT_STORE_TEST_H
#define STENCIL_TESTS_UNIT_STORE_TEST_H

#include "db_test.h"

#include "rule_test.h"
#include "store/account.h"
#include "store/collection.h"
#include "store/media.h"
#include "store/template.h"

[[maybe_unused]] static void put_account(struct database *d, const char *id)
{
    struct account a = {.id = (char *)id,
                        .handle = (char *)id,
                        .name = (char *)"A Name",
                        .bio = (char *)"",
                        .role = ROLE_MEMBER,
                        .created_us = 1};
    assert_int_equal(account_insert(d->db, &a, "stored password"), OK);
}

/* A media of `id`, whose file is named by the id, too. */
[[maybe_unused]] static void put_media(struct database *d, const char *id, const char *account_id)
{
    g_autoptr(media) stored = NULL;
    struct media m = {.id = (char *)id,
                      .account_id = (char *)account_id,
                      .sha256 = (char *)id,
                      .kind = (char *)"image",
                      .type = (char *)"image/jpeg",
                      .width = 1600,
                      .height = 1203,
                      .created_us = 1,
                      .size_bytes = 80905};
    assert_int_equal(media_insert(d->db, &m, &stored), OK);
}

/* A posted public collection with one image, for the test to change before it is inserted. */
[[maybe_unused]] static struct collection *collection_of(const char *id, const char *account_id, const char *media_id,
                                                         int64_t us)
{
    struct collection *c = g_new0(struct collection, 1);
    c->id = g_strdup(id);
    c->account_id = g_strdup(account_id);
    c->is_posted = true;
    c->visibility = VISIBILITY_PUBLIC;
    c->document = quoted("{'images': [{'media': 'm'}], 'audio': null, 'stickers': [], 'offer_template': false}");
    c->version = 1;
    c->created_us = c->updated_us = c->posted_us = us;
    c->trend = (double)us;
    c->images = g_new0(struct collection_image, 1);
    g_strlcpy(c->images[0].media_id, media_id, sizeof c->images[0].media_id);
    c->images[0].box = (struct box){1600, 1203};
    return c;
}

[[maybe_unused]] static void put_collection(struct database *d, const char *id, const char *account_id,
                                            const char *media_id, int64_t us)
{
    g_autoptr(collection) c = collection_of(id, account_id, media_id, us);
    assert_int_equal(collection_insert(d->db, c), OK);
}

[[maybe_unused]] static void put_template(struct database *d, const char *id, const char *collection_id,
                                          const char *account_id, int64_t us)
{
    json_auto_t *document = json_pack("{s:s}", "of", id);
    struct template t = {.id = (char *)id,
                         .collection_id = (char *)collection_id,
                         .account_id = (char *)account_id,
                         .created_us = us,
                         .document = document};
    assert_int_equal(template_insert(d->db, &t), OK);
}

#endif
