/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "base/base64url.h"
#include "base/id.h"

enum { UUID_BYTES = 16 };

static void decode(const char *id, unsigned char out[UUID_BYTES])
{
    g_autoptr(GBytes) bytes = base64url_decode(id);
    assert_non_null(bytes);
    assert_int_equal(g_bytes_get_size(bytes), UUID_BYTES);
    memcpy(out, g_bytes_get_data(bytes, NULL), UUID_BYTES);
}

static void an_id_is_a_uuid_of_version_7_with_its_time(void **)
{
    static const int64_t times_us[] = {0, 999, 1000, 1795371594123456, (INT64_C(1) << 48) * 1000 - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(times_us); i++) {
        char id[ID_SIZE];
        unsigned char uuid[UUID_BYTES];
        int64_t ms = 0;
        id_new(times_us[i], id);
        assert_int_equal(strlen(id), ID_SIZE - 1);
        assert_true(id_is_valid(id));
        decode(id, uuid);
        for (int b = 0; b < 6; b++)
            ms = ms << 8 | uuid[b];
        assert_int_equal(ms, times_us[i] / 1000);
        assert_int_equal(uuid[6] >> 4, 7);
        assert_int_equal(uuid[8] >> 6, 2);
    }
}

static void the_bytes_of_a_later_id_are_greater(void **)
{
    unsigned char last[UUID_BYTES] = {0}, uuid[UUID_BYTES];
    for (int64_t ms = 1; ms < INT64_C(1) << 47; ms = ms * 2 + 1) {
        char id[ID_SIZE];
        id_new(ms * 1000, id);
        decode(id, uuid);
        assert_true(memcmp(last, uuid, UUID_BYTES) < 0);
        memcpy(last, uuid, UUID_BYTES);
    }
}

static void ids_of_one_moment_differ(void **)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < 10000; i++) {
        char id[ID_SIZE];
        id_new(1795371594123456, id);
        assert_true(g_hash_table_add(seen, g_strdup(id)));
    }
}

static void only_22_characters_of_the_alphabet_are_an_id(void **)
{
    static const struct {
        const char *text;
        bool valid;
    } cases[] = {
        {"AZtKz1pWcAGAAAAAAAAAAQ", true},
        {"-_-_-_-_-_-_-_-_-_-_-_", true},
        {"", false},
        {"AZtKz1pWcAGAAAAAAAAAA", false},
        {"AZtKz1pWcAGAAAAAAAAAAQA", false},
        {"AZtKz1pWcAGAAAAAAAAA=Q", false},
        {"AZtKz1pWcAGAAAAA AAAAQ", false},
        {"AZtKz1pWcAG/AAAAAAAAAQ", false},
        {"AZtKz1pWcAG+AAAAAAAAAQ", false},
        {"AZtKz1pWcAG\xc3\xa4"
         "AAAAAAAAQ",
         false},
        {"../../../../etc/passwd", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (id_is_valid(cases[i].text) != cases[i].valid)
            fail_msg("%s", cases[i].text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_a_uuid_of_version_7_with_its_time),
        cmocka_unit_test(the_bytes_of_a_later_id_are_greater),
        cmocka_unit_test(ids_of_one_moment_differ),
        cmocka_unit_test(only_22_characters_of_the_alphabet_are_an_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
