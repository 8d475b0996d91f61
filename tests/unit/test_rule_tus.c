/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "rule/tus.h"

static const struct {
    const char *text;
    bool is_number;
    int64_t number;
} numbers[] = {
    {"0", true, 0},
    {"42", true, 42},
    {"007", true, 7},
    {"9223372036854775807", true, INT64_MAX},
    {"9223372036854775808", false, 0},
    {"99999999999999999999", false, 0},
    {"-1", false, 0},
    {"+1", false, 0},
    {" 1", false, 0},
    {"1 ", false, 0},
    {"1.0", false, 0},
    {"0x10", false, 0},
    {"1e3", false, 0},
    {"", false, 0},
    {NULL, false, 0},
};

static void a_number_is_digits_alone(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        int64_t number = -7;
        bool read = tus_number(numbers[i].text, &number);
        if (read != numbers[i].is_number || number != (read ? numbers[i].number : -7))
            fail_msg("\"%s\": came %d, %jd", numbers[i].text ? numbers[i].text : "(none)", read, (intmax_t)number);
    }
}

static const struct {
    const char *text;
    enum err wanted;
} metadata[] = {
    {"", OK},
    {"filename d29ybGQ=", OK},
    {"filename d29ybGQ=,is_confidential", OK},
    {"filename d29ybGQ=, type aW1hZ2U=", OK},
    {"empty ", OK},
    {"a,b,c", OK},
    {"a,a", E_INVALID},
    {"a YQ==,b,a Yg==", E_INVALID},
    {",", E_INVALID},
    {"a,", E_INVALID},
    {",a", E_INVALID},
    {"a  YQ==", E_INVALID},
    {"a YQ== Yg==", E_INVALID},
    {"a YQ", E_INVALID},
    {"a Y*Q=", E_INVALID},
    {"a YR==", E_INVALID},
    {"a YQ==YQ==", E_INVALID},
    {"name\xc3\xa9 YQ==", E_INVALID},
    {"a\tYQ==", E_INVALID},
};

static enum err check(const char *text)
{
    struct refusals refusals = {0};
    enum err e = tus_metadata_check(&refusals, text);
    assert_int_equal(e == OK, refusals.list == NULL);
    if (e)
        assert_string_equal(json_string_value(json_object_get(json_array_get(refusals.list, 0), "pointer")),
                            "header:Upload-Metadata");
    refusals_clear(&refusals);
    return e;
}

static void metadata_are_pairs_of_a_key_and_base64(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(metadata); i++)
        if (check(metadata[i].text) != metadata[i].wanted)
            fail_msg("\"%s\" should be %s", metadata[i].text, metadata[i].wanted ? "refused" : "taken");
}

static void metadata_say_a_value_by_its_key_alone(void **)
{
    static const char *const saying[] = {
        "location a2VlcA==", "filename a2VlcA==, location a2VlcA==", "location a2VlcA==,x"};
    static const char *const silent[] = {"",
                                         "location",
                                         "location ",
                                         "filename a2VlcA==",
                                         "location ZHJvcA==",
                                         "location2 a2VlcA==",
                                         "Location a2VlcA=="};
    for (size_t i = 0; i < G_N_ELEMENTS(saying); i++)
        assert_true(tus_metadata_says(saying[i], "location", "keep"));
    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++)
        assert_false(tus_metadata_says(silent[i], "location", "keep"));
}

static char *repeated(const char *text, int count)
{
    GString *all = g_string_new(NULL);
    for (int i = 0; i < count; i++)
        g_string_append(all, text);
    return g_string_free(all, FALSE);
}

static char *pairs(int count)
{
    GString *all = g_string_new(NULL);
    for (int i = 0; i < count; i++)
        g_string_append_printf(all, "%sk%d", i ? "," : "", i);
    return g_string_free(all, FALSE);
}

static void metadata_end_at_their_limits(void **)
{
    g_autofree char *key = repeated("k", TUS_KEY_MAX), *long_key = repeated("k", TUS_KEY_MAX + 1);
    g_autofree char *most = pairs(TUS_PAIRS_MAX), *many = pairs(TUS_PAIRS_MAX + 1);
    /* 4 characters and 1,023 times 4 are 4,096. */
    g_autofree char *value = repeated("AAAA", (TUS_METADATA_MAX - 4) / 4);
    g_autofree char *whole = g_strconcat("key ", value, NULL), *beyond = g_strconcat("keys ", value, NULL);
    assert_int_equal(strlen(whole), TUS_METADATA_MAX);
    assert_int_equal(check(key), OK);
    assert_int_equal(check(long_key), E_INVALID);
    assert_int_equal(check(most), OK);
    assert_int_equal(check(many), E_INVALID);
    assert_int_equal(check(whole), OK);
    assert_int_equal(check(beyond), E_INVALID);
}

static const struct {
    const char *text;
    size_t size; /* 0: refused */
} checksums[] = {
    {"sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", 20},
    {"sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", 32},
    {"sha256 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", 0},
    {"sha1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", 0},
    {"md5 1B2M2Y8AsgTpgAmY7PhCfg==", 0},
    {"SHA1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", 0},
    {"sha1  2jmj7l5rSw0yVb/vlWAYkK/YBwk=", 0},
    {"sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk", 0},
    {"sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwl=", 0},
    {"sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709", 0},
    {"sha1 ", 0},
    {"sha1", 0},
    {" ", 0},
    {"", 0},
};

static void a_checksum_has_a_known_algorithm_and_its_size(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(checksums); i++) {
        struct tus_checksum read = {0};
        bool is_read = tus_checksum_parse(checksums[i].text, &read);
        if (is_read != (checksums[i].size != 0) || read.size != checksums[i].size)
            fail_msg("\"%s\": came %d, %zu bytes", checksums[i].text, is_read, read.size);
    }
}

static void a_checksum_is_read_as_its_bytes(void **)
{
    struct tus_checksum read;
    assert_true(tus_checksum_parse("sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", &read));
    assert_int_equal(read.algorithm, TUS_SHA1);
    assert_memory_equal(read.digest, "\xda\x39\xa3\xee\x5e\x6b\x4b\x0d\x32\x55\xbf\xef\x95\x60\x18\x90\xaf\xd8\x07\x09",
                        20);
}

static void a_date_is_written_as_http_wants_it(void **)
{
    char text[TUS_DATE_SIZE];
    tus_date(INT64_C(784111777999999), text);
    assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 GMT");
    tus_date(0, text);
    assert_string_equal(text, "Thu, 01 Jan 1970 00:00:00 GMT");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_digits_alone),
        cmocka_unit_test(metadata_are_pairs_of_a_key_and_base64),
        cmocka_unit_test(metadata_end_at_their_limits),
        cmocka_unit_test(metadata_say_a_value_by_its_key_alone),
        cmocka_unit_test(a_checksum_has_a_known_algorithm_and_its_size),
        cmocka_unit_test(a_checksum_is_read_as_its_bytes),
        cmocka_unit_test(a_date_is_written_as_http_wants_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
