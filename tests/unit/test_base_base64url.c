/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/base64url.h"
#include "crypt/digest.h"

/* RFC 4648 §10, without padding, and the two characters that differ from base64. */
static const struct {
    const char *bytes;
    const char *text;
} pairs[] = {
    {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
    {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xff\xef\xbf", "_--_"},
};

static void known_bytes_have_their_text_and_back(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        char text[16];
        size_t size = strlen(pairs[i].bytes);
        base64url_encode(pairs[i].bytes, size, text);
        assert_string_equal(text, pairs[i].text);
        assert_int_equal(strlen(text) + 1, BASE64URL_SIZE(size));
        g_autoptr(GBytes) bytes = base64url_decode(text);
        assert_non_null(bytes);
        assert_int_equal(g_bytes_get_size(bytes), size);
        assert_memory_equal(g_bytes_get_data(bytes, NULL) ?: "", pairs[i].bytes, size);
    }
}

static void random_bytes_of_every_length_come_back(void **)
{
    for (size_t size = 1; size <= 200; size++) {
        /* Of the exact size, so that a character too many is seen by AddressSanitizer. */
        g_autofree unsigned char *data = g_malloc(size);
        g_autofree char *text = g_malloc(BASE64URL_SIZE(size));
        random_bytes(data, size);
        base64url_encode(data, size, text);
        g_autoptr(GBytes) bytes = base64url_decode(text);
        assert_non_null(bytes);
        assert_int_equal(g_bytes_get_size(bytes), size);
        assert_memory_equal(g_bytes_get_data(bytes, NULL), data, size);
    }
}

static void what_is_not_canonical_is_refused(void **)
{
    static const char *const refused[] = {
        "A",                 /* six bits are no byte */
        "AAAAA",  "Zh",      /* bits are left over */
        "Zm9",    "Zg==",    /* padding */
        "Zg=",    "Zm9v Zg", /* what base64 readers tend to skip */
        "Zm9v\n", "+_",      /* the other alphabet */
        "/_",     "Z.",      "Zg\xc3\xa4",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        if (base64url_decode(refused[i]))
            fail_msg("accepted: %s", refused[i]);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_bytes_have_their_text_and_back),
        cmocka_unit_test(random_bytes_of_every_length_come_back),
        cmocka_unit_test(what_is_not_canonical_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
