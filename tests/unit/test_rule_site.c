/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <string.h>

#include "rule/site.h"

static void a_host_is_a_name_or_an_address_and_a_port(void **)
{
    static const char *const good[] = {"localhost", "photos.example.org", "photos.example.org:8443", "127.0.0.1:1",
                                       "[::1]",     "[2001:db8::1]:65535"};
    static const char *const bad[] = {"",     "a b",     "a/b",    "a:",           "a:123456",  "a:x",  "a:1:2",
                                      "[::1", "[]",      "[::1]x", "a\"><script>", "user@host", "a\nb", "a?b",
                                      "a#b",  "münchen", "[::1]:", "a'b",          "[zz::1]:1"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        assert_true(site_is_host(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(site_is_host(bad[i]));
}

static void a_host_has_an_end(void **)
{
    g_autofree char *longest = g_strnfill(253, 'a'), *too_long = g_strnfill(254, 'a');
    assert_true(site_is_host(longest));
    assert_false(site_is_host(too_long));
}

static void an_address_is_a_scheme_and_a_host(void **)
{
    assert_true(site_is_address("https://photos.example.org"));
    assert_true(site_is_address("HTTP://localhost:8080"));
    static const char *const bad[] = {"",           "photos.example.org",  "ftp://example.org", "https://",
                                      "https://a/", "https://a/b",         "https://u:p@a",     "javascript:alert(1)",
                                      "//a",        " https://example.org"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(site_is_address(bad[i]));
}

#define SITE "https://a.org:1"
#define ID   "AZq-7v1-cQCs9Hm1rZ2Xyw"

static void a_page_is_known_by_its_address(void **)
{
    static const char *const good[] = {SITE "/c/" ID, "http://A.ORG:1/c/" ID, SITE "/c/" ID "?x=/c/y",
                                       SITE "/c/" ID "#x"};
    static const char *const bad[] = {"",
                                      ID,
                                      "/c/" ID,
                                      SITE,
                                      SITE "/c/",
                                      SITE "/c/" ID "x",
                                      SITE "/c/" ID "/",
                                      SITE "/d/" ID,
                                      "https://a.org/c/" ID,
                                      "https://a.org:12/c/" ID,
                                      "https://a.org:1.evil.org/c/" ID,
                                      "https://a.org:1@evil.org/c/" ID,
                                      "ftp://a.org:1/c/" ID,
                                      SITE "/c/AAAAAAAAAAAAAAAAAAAAA"};
    char id[ID_SIZE] = "";
    assert_true(id_is_valid(ID));
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        assert_true(site_find_collection(SITE, good[i], id));
        assert_string_equal(id, ID);
    }
    g_strlcpy(id, "untouched", sizeof id);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(site_find_collection(SITE, bad[i], id));
    assert_string_equal(id, "untouched");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_is_a_name_or_an_address_and_a_port),
        cmocka_unit_test(a_host_has_an_end),
        cmocka_unit_test(an_address_is_a_scheme_and_a_host),
        cmocka_unit_test(a_page_is_known_by_its_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
