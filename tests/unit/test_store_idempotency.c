/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/idempotency.h"

static struct idempotency reply_of(const char *body)
{
    return (struct idempotency){.fingerprint = (char *)"print",
                                .status = 201,
                                .version = 3,
                                .location = (char *)"/v1/collections/x",
                                .body = (char *)body};
}

static bool is_kept(struct database *d, const char *scope, const char *key)
{
    g_autoptr(idempotency) stored = NULL;
    enum err e = idempotency_get(d->db, scope, key, &stored);
    assert_true(e == OK || e == E_NOT_FOUND);
    return e == OK;
}

static void a_reply_is_given_again_as_it_was(void **)
{
    struct database d = database_new();
    g_autoptr(idempotency) stored = NULL;
    struct idempotency given = reply_of("{\"a\":0.1}");
    assert_int_equal(idempotency_insert(d.db, "scope", "key", &given, 1), OK);
    assert_int_equal(idempotency_get(d.db, "scope", "key", &stored), OK);
    assert_string_equal(stored->fingerprint, "print");
    assert_int_equal(stored->status, 201);
    assert_int_equal(stored->version, 3);
    assert_string_equal(stored->location, "/v1/collections/x");
    assert_string_equal(stored->body, "{\"a\":0.1}");
    database_remove(&d);
}

static void a_reply_without_body_or_location_is_one_too(void **)
{
    struct database d = database_new();
    g_autoptr(idempotency) stored = NULL;
    struct idempotency given = {.fingerprint = (char *)"", .status = 204, .body = (char *)""};
    assert_int_equal(idempotency_insert(d.db, "scope", "key", &given, 1), OK);
    assert_int_equal(idempotency_get(d.db, "scope", "key", &stored), OK);
    assert_null(stored->location);
    assert_string_equal(stored->body, "");
    database_remove(&d);
}

static void keys_of_different_scopes_are_apart(void **)
{
    struct database d = database_new();
    struct idempotency given = reply_of("1");
    assert_int_equal(idempotency_insert(d.db, "anna", "key", &given, 1), OK);
    assert_false(is_kept(&d, "bob", "key"));
    assert_false(is_kept(&d, "anna", "KEY"));
    assert_int_equal(idempotency_insert(d.db, "bob", "key", &given, 1), OK);
    assert_true(is_kept(&d, "bob", "key"));
    database_remove(&d);
}

static void a_key_is_never_overwritten(void **)
{
    struct database d = database_new();
    g_autoptr(idempotency) stored = NULL;
    struct idempotency first = reply_of("1"), second = reply_of("2");
    assert_int_equal(idempotency_insert(d.db, "anna", "key", &first, 1), OK);
    assert_int_equal(idempotency_insert(d.db, "anna", "key", &second, 1), E_BROKEN);
    assert_int_equal(idempotency_get(d.db, "anna", "key", &stored), OK);
    assert_string_equal(stored->body, "1");
    database_remove(&d);
}

static void old_replies_are_swept_out(void **)
{
    struct database d = database_new();
    struct idempotency given = reply_of("1");
    assert_int_equal(idempotency_insert(d.db, "anna", "old", &given, 99), OK);
    assert_int_equal(idempotency_insert(d.db, "anna", "young", &given, 100), OK);
    assert_int_equal(idempotency_delete_old(d.db, 100), OK);
    assert_false(is_kept(&d, "anna", "old"));
    assert_true(is_kept(&d, "anna", "young"));
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_is_given_again_as_it_was),
        cmocka_unit_test(a_reply_without_body_or_location_is_one_too),
        cmocka_unit_test(keys_of_different_scopes_are_apart),
        cmocka_unit_test(a_key_is_never_overwritten),
        cmocka_unit_test(old_replies_are_swept_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
