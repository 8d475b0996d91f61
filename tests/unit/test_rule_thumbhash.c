/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/thumbhash.h"

enum alpha { OPAQUE, SLOPED, CLEAR, SPLIT };

static uint8_t alpha_at(enum alpha kind, int x)
{
    switch (kind) {
    case OPAQUE:
        return 255;
    case SLOPED:
        return (uint8_t)(x * 6);
    case CLEAR:
        return 0;
    default:
        return x < 8 ? 255 : 0;
    }
}

static uint8_t *drawn(int width, int height, enum alpha kind)
{
    uint8_t *pixels = g_malloc((size_t)width * (size_t)height * 4), *p = pixels;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, p += 4) {
            p[0] = (uint8_t)(x * 7 + y * 3);
            p[1] = (uint8_t)(x * x + y * 5);
            p[2] = (uint8_t)(y * 11 + 128);
            p[3] = alpha_at(kind, x);
        }
    return pixels;
}

/* What the package thumbhash 0.1.1 of its inventor gives for the same pixels. */
static void hashes_are_those_of_the_inventor(void **)
{
    static const struct {
        int width, height;
        enum alpha alpha;
        const char *hash;
    } table[] = {
        {1, 1, OPAQUE, "CwQWBwEI9wiIh4hwj3CI+AiIcH/4AAAA"},
        {100, 100, OPAQUE, "4PcBDwJ3ZqBbSgw4JYMmpleZfkcFZY8E"},
        {100, 75, OPAQUE, "4AcGDYKHh1hpaAhnZZRniIdSsLxA"},
        {75, 100, OPAQUE, "4PcBDQJ3VYeWgHSQZHiWp3WQMaZv"},
        {100, 10, OPAQUE, "IgYGKYJVRJByd4d3VX9YsJg="},
        {3, 100, OPAQUE, "nucJKRCHcAd4hXaLh3CAdwc="},
        {40, 30, SLOPED, "oPeFHIg3CmxLmFw5qVIHClkId3eHeIh4CA=="},
        {30, 40, SLOPED, "YiiCDAQlVquzdXhsYFUFRQwEd4eHeIiICA=="},
        {64, 64, CLEAR, "AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="},
        {16, 16, SPLIT, "FPWFLQJYNoV3iDCoeVcxj/h8j3WIiHiIeA=="},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree uint8_t *pixels = drawn(table[i].width, table[i].height, table[i].alpha);
        uint8_t hash[THUMBHASH_MAX];
        char text[THUMBHASH_TEXT_SIZE];
        thumbhash_text(hash, thumbhash_of(table[i].width, table[i].height, pixels, hash), text);
        assert_string_equal(text, table[i].hash);
        assert_true(thumbhash_is_valid(text));
    }
}

static void what_is_no_hash_is_told_apart(void **)
{
    static const char *const not [] = {"",         "AAA=",     "AAAA AAA", "AAAAAAA",
                                       "AAAAAAA<", "A===AAAA", "AAAAA===", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    for (size_t i = 0; i < G_N_ELEMENTS(not ); i++)
        assert_false(thumbhash_is_valid(not [i]));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_the_inventor),
        cmocka_unit_test(what_is_no_hash_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
