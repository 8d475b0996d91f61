/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "crypt/password.h"
#include "crypt/token.h"

enum { COST = 10 };

static char *hashed(const char *password, unsigned log2_n)
{
    char *stored = NULL;
    assert_int_equal(password_hash(password, log2_n, &stored), OK);
    return stored;
}

static bool matches(const char *password, const char *stored)
{
    bool matches;
    assert_int_equal(password_verify(password, stored, &matches, NULL), OK);
    return matches;
}

static void only_the_password_itself_matches(void **)
{
    static const char *const others[] = {"", "correct horse", "correct horse battery staplE",
                                         "correct horse battery staple ", "Correct horse battery staple"};
    g_autofree char *stored = hashed("correct horse battery staple", COST);
    assert_true(matches("correct horse battery staple", stored));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(matches(others[i], stored));
}

static void what_is_stored_names_its_cost_and_has_a_salt_of_its_own(void **)
{
    g_autofree char *first = hashed("password", COST);
    g_autofree char *second = hashed("password", COST);
    g_autofree char *dearer = hashed("password", COST + 2);
    assert_true(g_str_has_prefix(first, "scrypt$10$8$1$"));
    assert_true(g_str_has_prefix(dearer, "scrypt$12$8$1$"));
    assert_string_not_equal(first, second);
    assert_null(strstr(first, "password"));
    assert_true(matches("password", first) && matches("password", second) && matches("password", dearer));
}

/* RFC 7914 §12, the third vector with N = 16384; its second half is the secret. */
static void a_password_stored_elsewhere_by_scrypt_is_known(void **)
{
    static const char stored[] = "scrypt$14$8$1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI";
    static const unsigned char secret[] = {0xd5, 0x43, 0x29, 0x55, 0x61, 0x3f, 0x0f, 0xcf, 0x62, 0xd4, 0x97,
                                           0x05, 0x24, 0x2a, 0x9a, 0xf9, 0xe6, 0x1e, 0x85, 0xdc, 0x0d, 0x65,
                                           0x1e, 0x40, 0xdf, 0xcf, 0x01, 0x7b, 0x45, 0x57, 0x58, 0x87};
    struct password_secret found;
    bool same = false;
    assert_int_equal(password_verify("pleaseletmein", stored, &same, &found), OK);
    assert_true(same);
    assert_memory_equal(found.bytes, secret, sizeof secret);
}

static void a_stored_text_of_another_form_is_a_failure(void **)
{
    static const char *const garbage[] = {
        "",
        "plain",
        "scrypt$",
        "scrypt$10$8$1$c2FsdA",
        "scrypt$10$8$1$c2FsdA$",
        "scrypt$10$8$1$c2FsdA$c2hvcnQ",                                      /* too few bytes */
        "scrypt$21$8$1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",  /* cost */
        "scrypt$-1$8$1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",  /* cost */
        "scrypt$10$0$1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",  /* r */
        "scrypt$10$8$1$c2FsdA=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* salt */
        "scrypt$10$8$1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",  /* not canonical */
        "$2b$12$abcdefghijklmnopqrstuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(garbage); i++) {
        bool untouched = true;
        if (password_verify("", garbage[i], &untouched, NULL) != E_BROKEN)
            fail_msg("%s", garbage[i]);
        assert_true(untouched);
    }
}

static struct password_secret secret_of(const char *password, const char *stored)
{
    struct password_secret secret;
    bool same = false;
    assert_int_equal(password_verify(password, stored, &same, &secret), OK);
    assert_true(same);
    return secret;
}

static void a_wrong_password_gives_no_secret(void **)
{
    g_autofree char *stored = hashed("right", COST);
    struct password_secret secret = {{42}};
    bool same = true;
    assert_int_equal(password_verify("wrong", stored, &same, &secret), OK);
    assert_false(same);
    assert_int_equal(secret.bytes[0], 42);
}

static void a_token_follows_from_secret_and_key_alone(void **)
{
    g_autofree char *stored = hashed("right", COST), *other_stored = hashed("right", COST);
    struct password_secret secret = secret_of("right", stored), other = secret_of("right", other_stored);
    char token[TOKEN_SIZE], again[TOKEN_SIZE], of_other_key[TOKEN_SIZE], of_other_secret[TOKEN_SIZE];
    token_derive(&secret, "key-1", token);
    secret = secret_of("right", stored);
    token_derive(&secret, "key-1", again);
    token_derive(&secret, "key-2", of_other_key);
    token_derive(&other, "key-1", of_other_secret);
    assert_string_equal(token, again);
    assert_string_not_equal(token, of_other_key);
    assert_string_not_equal(token, of_other_secret);
    assert_int_equal(strlen(token), 43);
}

static void a_new_token_is_random_and_stored_as_its_digest(void **)
{
    char token[TOKEN_SIZE], other[TOKEN_SIZE], hash[SHA256_TEXT_SIZE], digest[SHA256_TEXT_SIZE];
    token_new(token);
    token_new(other);
    assert_string_not_equal(token, other);
    assert_int_equal(strlen(token), 43);
    assert_int_equal(strspn(token, BASE64URL_ALPHABET), 43);
    token_hash(token, hash);
    sha256_text(token, strlen(token), digest);
    assert_string_equal(hash, digest);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_password_itself_matches),
        cmocka_unit_test(what_is_stored_names_its_cost_and_has_a_salt_of_its_own),
        cmocka_unit_test(a_password_stored_elsewhere_by_scrypt_is_known),
        cmocka_unit_test(a_stored_text_of_another_form_is_a_failure),
        cmocka_unit_test(a_wrong_password_gives_no_secret),
        cmocka_unit_test(a_token_follows_from_secret_and_key_alone),
        cmocka_unit_test(a_new_token_is_random_and_stored_as_its_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
