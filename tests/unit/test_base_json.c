/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "base/json.h"

static char *written(const json_t *value)
{
    return g_string_free(json_text(value), FALSE);
}

/* A copy of the exact size without a NUL behind it, so that AddressSanitizer sees a step too far. */
static json_t *parsed(const char *text, size_t size)
{
    g_autofree char *error = NULL;
    g_autofree char *exact = g_memdup2(text, size);
    json_t *value = json_parse(exact ? exact : "", size, &error);
    assert_int_equal(value == NULL, error != NULL);
    if (error)
        assert_true(g_str_has_suffix(error, "."));
    return value;
}

static const struct {
    const char *given, *wanted;
} numbers[] = {
    {"0", "0"},
    {"-7", "-7"},
    {"9223372036854775807", "9223372036854775807"},
    {"-9223372036854775808", "-9223372036854775808"},
    {"1.0", "1.0"},
    {"100.0", "100.0"},
    {"-0.0", "-0.0"},
    {"0.1", "0.1"},
    {"0.064", "0.064"},
    {"-0.31", "-0.31"},
    {"0.30000000000000004", "0.30000000000000004"},
    {"0.1234567890123456", "0.1234567890123456"},
    {"123456789012345680.0", "1.2345678901234568e+17"},
    {"179.76931348623157", "179.76931348623157"},
};

static void a_number_is_written_as_it_came(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        json_auto_t *value = json_loads(numbers[i].given, JSON_DECODE_ANY, NULL);
        g_autofree char *text = written(value);
        assert_string_equal(text, numbers[i].wanted);
    }
}

static size_t digits_of(const char *text)
{
    size_t count = 0, zeros = 0;
    for (const char *c = text; *c && *c != 'e'; c++) {
        if (!g_ascii_isdigit(*c) || (*c == '0' && !count))
            continue;
        count++;
        zeros = *c == '0' ? zeros + 1 : 0;
    }
    return count - zeros;
}

static size_t fewest_digits(double number)
{
    char text[64];
    for (int digits = 1; digits < DBL_DECIMAL_DIG; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, number);
        if (strtod(text, NULL) == number)
            return digits_of(text);
    }
    return DBL_DECIMAL_DIG;
}

static void assert_reads_back(double number)
{
    json_auto_t *value = json_real(number);
    g_autofree char *text = written(value);
    json_auto_t *back = parsed(text, strlen(text));
    double same = json_real_value(back);
    if (!json_is_real(back) || memcmp(&same, &number, sizeof same) != 0)
        fail_msg("%a became %s", number, text);
    /* The few digits that a denormal has could be fewer still. */
    if (isnormal(number) && digits_of(text) > fewest_digits(number))
        fail_msg("%a became %s", number, text);
}

static double random_double(GRand *random)
{
    uint64_t bits = (uint64_t)g_rand_int(random) << 32 | g_rand_int(random);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static void random_doubles_read_back_as_the_same(void **)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20261122);
    for (int i = 0; i < 20000; i++) {
        double number = random_double(random);
        if (isfinite(number))
            assert_reads_back(number);
    }
}

static void doubles_of_everyday_and_at_the_edges_read_back(void **)
{
    static const double edges[] = {DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN, 0x1.fffffffffffffp-1023, DBL_EPSILON, 1e15,
                                   1e16,    1e17,     1e21,    1e22,         9007199254740993.0,      0.0,         -0.0,
                                   M_PI,    1.0 / 3};
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (size_t i = 0; i < G_N_ELEMENTS(edges); i++)
        assert_reads_back(edges[i]);
    for (int i = 0; i < 5000; i++) {
        assert_reads_back(ldexp(g_rand_double(random), -1022));
        assert_reads_back(round(g_rand_double_range(random, -1000, 1000) * 1000) / 1000);
        assert_reads_back(g_rand_double_range(random, -1, 1));
    }
}

static void a_real_stays_a_real_and_an_integer_an_integer(void **)
{
    json_auto_t *value = quoted("[1, 1.0, 1e3, 1e30, -2, -2.0]");
    g_autofree char *text = written(value);
    json_auto_t *back = parsed(text, strlen(text));
    assert_int_equal(json_array_size(back), json_array_size(value));
    for (size_t i = 0; i < json_array_size(value); i++)
        assert_int_equal(json_typeof(json_array_get(back, i)), json_typeof(json_array_get(value, i)));
}

/* Digits inside of strings are not numbers, and quotes and backslashes do not end them. */
static void strings_are_left_alone(void **)
{
    static const char *const strings[] = {
        "",
        "0.10000000000000001",
        "a\"0.10000000000000001",
        "\\",
        "\\\"",
        "\\\\\"-1",
        "0.064000000000000001\n\t\r",
        "\x01 1.00000000000000001 \x7f",
        "[{:,}]",
        "gr\xc3\xbc\xc3\x9f \xf0\x9f\x8c\xb8",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) {
        json_auto_t *value = json_pack("{s:s, s:[s]}", strings[i], strings[i], "more", strings[i]);
        g_autofree char *plain = json_dumps(value, JSON_COMPACT);
        g_autofree char *text = written(value);
        assert_string_equal(text, plain);
    }
}

static void a_whole_document_is_written_compactly(void **)
{
    json_auto_t *value = quoted("{'a': [0.064, 1, 1.0, null, true], 'b': {'c': 'x\\\\', 'd': []}, 'e': -8.5e-7}");
    g_autofree char *text = written(value);
    json_auto_t *back = parsed(text, strlen(text));
    assert_true(json_equal(value, back));
    assert_string_equal(text, "{\"a\":[0.064,1,1.0,null,true],\"b\":{\"c\":\"x\\\\\",\"d\":[]},\"e\":-8.5e-07}");
}

static char *nested(const char *open, const char *close, size_t depth)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < depth; i++)
        g_string_append(text, open);
    g_string_append(text, "0");
    for (size_t i = 0; i < depth; i++)
        g_string_append(text, close);
    return g_strdup(text->str);
}

static void nesting_ends_at_64_levels(void **)
{
    static const struct {
        const char *open, *close;
    } kinds[] = {{"[", "]"}, {"{\"a\":", "}"}, {"[1, \"]\", ", "]"}, {"[\"\\\"[\", ", "]"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *deepest = nested(kinds[i].open, kinds[i].close, JSON_DEPTH_MAX);
        g_autofree char *deeper = nested(kinds[i].open, kinds[i].close, JSON_DEPTH_MAX + 1);
        json_auto_t *value = parsed(deepest, strlen(deepest));
        assert_non_null(value);
        assert_null(parsed(deeper, strlen(deeper)));
    }
}

static void brackets_in_strings_and_side_by_side_are_not_deep(void **)
{
    g_autofree char *brackets = nested("[", "]", 500);
    g_autofree char *in_string = g_strdup_printf("{\"%s\": \"\\\"%s\"}", brackets, brackets);
    g_autoptr(GString) beside = g_string_new("[0");
    for (int i = 0; i < 500; i++)
        g_string_append(beside, ",[],{}");
    g_string_append_c(beside, ']');
    json_auto_t *first = parsed(in_string, strlen(in_string));
    json_auto_t *second = parsed(beside->str, beside->len);
    assert_non_null(first);
    assert_int_equal(json_array_size(second), 1001);
}

#define TEXT(literal) literal, sizeof literal - 1

static void what_is_no_json_of_ours_is_refused(void **)
{
    static const struct {
        const char *text;
        size_t size;
    } refused[] = {
        {TEXT("")},
        {TEXT(" ")},
        {TEXT("{\"a\": 1, \"a\": 1}")},
        {TEXT("[{\"a\": {\"b\": 1, \"b\": 2}}]")},
        {TEXT("\"a\\u0000b\"")},
        {TEXT("{\"a\\u0000\": 1}")},
        {TEXT("\"a\0b\"")},
        {TEXT("1\0")},
        {TEXT("\"\xff\"")},
        {TEXT("\"\xc3\"")},
        {TEXT("\"\xc0\xaf\"")},
        {TEXT("\"\xed\xa0\x80\"")},
        {TEXT("\"\\ud800\"")},
        {TEXT("\"a\nb\"")},
        {TEXT("\"\\")},
        {TEXT("\"")},
        {TEXT("[1, 2")},
        {TEXT("[1] x")},
        {TEXT("{} {}")},
        {TEXT("NaN")},
        {TEXT("1e999")},
        {TEXT("9223372036854775808")},
        {TEXT("01")},
        {TEXT("\xef\xbb\xbf{}")},
        {TEXT("]]]]")},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        if (parsed(refused[i].text, refused[i].size))
            fail_msg("accepted: %s", refused[i].text);
}

static void the_sentence_says_where(void **)
{
    static const char text[] = "{\n  \"a\": nul\n}";
    g_autofree char *error = NULL;
    assert_null(json_parse(text, sizeof text - 1, &error));
    assert_non_null(strstr(error, "line 2"));
}

static void what_is_not_there_is_null(void **)
{
    json_auto_t *never = json_time(0), *time = json_time(1795371594123456);
    json_auto_t *none = json_text_or_null(NULL), *empty = json_text_or_null("");
    assert_true(json_is_null(never));
    assert_string_equal(json_string_value(time), "2026-11-22T18:19:54.123456Z");
    assert_true(json_is_null(none));
    assert_string_equal(json_string_value(empty), "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_written_as_it_came),
        cmocka_unit_test(random_doubles_read_back_as_the_same),
        cmocka_unit_test(doubles_of_everyday_and_at_the_edges_read_back),
        cmocka_unit_test(a_real_stays_a_real_and_an_integer_an_integer),
        cmocka_unit_test(strings_are_left_alone),
        cmocka_unit_test(a_whole_document_is_written_compactly),
        cmocka_unit_test(nesting_ends_at_64_levels),
        cmocka_unit_test(brackets_in_strings_and_side_by_side_are_not_deep),
        cmocka_unit_test(what_is_no_json_of_ours_is_refused),
        cmocka_unit_test(the_sentence_says_where),
        cmocka_unit_test(what_is_not_there_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
