/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/font.h"

static void families_are_found_in_any_case(void **)
{
    assert_string_equal(font_find("Inter")->name, "Inter");
    assert_string_equal(font_find("inTER")->name, "Inter");
    assert_string_equal(font_find("Noto Sans Symbols 2")->name, "Noto Sans Symbols 2");
    static const char *const none[] = {"", "Int", "Inter ", "serif", "Helvetica"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_null(font_find(none[i]));
}

static char *stack_of(const char *name, const char *language, size_t most)
{
    const struct font_family *stack[FONT_STACK_MAX];
    size_t count = font_stack(name, language, stack);
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < count && i < most; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", stack[i]->name);
    return g_string_free(names, FALSE);
}

static void stack(const char *name, const char *language, const char *wanted)
{
    g_autofree char *came = stack_of(name, language, 3);
    assert_string_equal(came, wanted);
}

static void a_text_is_drawn_in_its_font_then_the_default_then_its_languages(void **)
{
    stack("Lora", "en", "Lora, Inter, Noto Sans Arabic");
    stack("Lora", "ja", "Lora, Inter, Noto Sans JP");
    stack("Lora", "ko-KR", "Lora, Inter, Noto Sans KR");
    stack("Lora", "ZH-Hant", "Lora, Inter, Noto Sans SC");
    stack("Lora", "jam", "Lora, Inter, Noto Sans Arabic");
    stack("Inter", "und", "Inter, Noto Sans Arabic, Noto Sans Hebrew");
    stack("Comic Sans MS", "und", "Inter, Noto Sans Arabic, Noto Sans Hebrew");
    stack("Noto Sans JP", "ja", "Noto Sans JP, Inter, Noto Sans Arabic");
}

static void no_family_stands_twice_and_all_that_help_stand_once(void **)
{
    const struct font_family *families[FONT_STACK_MAX];
    static const char *const names[] = {"Inter", "Lora", "Noto Color Emoji", "none"};
    for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
        size_t count = font_stack(names[n], "ja", families);
        assert_int_equal(count, font_fallback_count + (strcmp(names[n], "Lora") == 0));
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < i; k++)
                assert_ptr_not_equal(families[i], families[k]);
    }
}

static void ranges_are_ascending_and_apart(void **)
{
    for (size_t i = 0; i < font_family_count; i++) {
        const struct font_family *family = &font_families[i];
        assert_true(family->range_count && family->file_count);
        for (size_t r = 0; r < family->range_count; r++) {
            assert_true(family->ranges[r].first <= family->ranges[r].last);
            assert_true(r == 0 || family->ranges[r - 1].last < family->ranges[r].first);
            assert_ptr_equal(font_range_find(family, family->ranges[r].first), &family->ranges[r]);
            assert_ptr_equal(font_range_find(family, family->ranges[r].last), &family->ranges[r]);
        }
        assert_null(font_range_find(family, 0x10ffff));
    }
}

static void every_weight_and_style_has_a_file(void **)
{
    static const double weights[] = {-1, 0, 100, 400, 500, 501, 700, 701, 900, 1000, 1e9};
    for (size_t i = 0; i < font_family_count; i++)
        for (size_t w = 0; w < G_N_ELEMENTS(weights); w++)
            for (int italic = 0; italic < 2; italic++) {
                size_t suiting = 0;
                for (size_t f = 0; f < font_families[i].file_count; f++)
                    suiting += font_file_suits(&font_families[i], &font_families[i].files[f], weights[w], italic);
                if (!suiting)
                    fail_msg("%s, weight %g, italic %d", font_families[i].name, weights[w], italic);
            }
}

static void what_draws_nothing_needs_no_font(void **)
{
    static const gunichar nothing[] = {' ',    '\n',   0xa0,   0xad,    0x34f,   0x061c,  0x2003,  0x200b, 0x200d,
                                       0x200f, 0x2028, 0x202e, 0x2060,  0x2066,  0x3000,  0xfe00,  0xfe0f, 0xfeff,
                                       0x1160, 0x3164, 0x180b, 0xe0001, 0xe007f, 0xe0100, 0xe01ef, 0x85};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++)
        if (font_is_wanted(nothing[i]))
            fail_msg("U+%04X", nothing[i]);
    static const gunichar something[] = {'a',    '!',    0x301,   0x600,   0x1680, 0x20e3,
                                         0x25cc, 0xe000, 0x1f1e6, 0x1f3fb, 0xfffe};
    for (size_t i = 0; i < G_N_ELEMENTS(something); i++)
        if (!font_is_wanted(something[i]))
            fail_msg("U+%04X", something[i]);
}

static void the_scripts_that_are_offered_are_had(void **)
{
    static const char *const texts[] = {"Ünïcödé Łódź Việt",
                                        "Погода ґ",
                                        "Καιρός ἀρχή",
                                        "مرحبا بالعالم ٣",
                                        "שָׁלוֹם",
                                        "नमस्ते दुनिया ३",
                                        "สวัสดีชาวโลก",
                                        "你好，世界。繁體",
                                        "こんにちは。カタカナ",
                                        "안녕하세요",
                                        "😀🏽🇩🇪🧿❤☀",
                                        "→∞≠√½①★♥✓…„“€",
                                        "০১২",
                                        "𠮷"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        for (const char *c = texts[i]; *c; c = g_utf8_next_char(c))
            if (font_is_wanted(g_utf8_get_char(c)) && !font_is_had(g_utf8_get_char(c)))
                fail_msg("%s: U+%04X", texts[i], g_utf8_get_char(c));
    static const gunichar none[] = {0x1680, 0x13000, 0x12000, 0xe000, 0xf8ff, 0xfffe, 0x10ffff, 0x378};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_false(font_is_had(none[i]));
}

static void addresses_are_found_whole(void **)
{
    for (size_t i = 0; i < font_served_count; i++)
        assert_ptr_equal(font_served_find(font_served[i].address), &font_served[i]);
    static const char *const none[] = {"", "inter.latin.400.woff2", "../fonts.json", "0", "zzz"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_null(font_served_find(none[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_are_found_in_any_case),
        cmocka_unit_test(a_text_is_drawn_in_its_font_then_the_default_then_its_languages),
        cmocka_unit_test(no_family_stands_twice_and_all_that_help_stand_once),
        cmocka_unit_test(ranges_are_ascending_and_apart),
        cmocka_unit_test(every_weight_and_style_has_a_file),
        cmocka_unit_test(what_draws_nothing_needs_no_font),
        cmocka_unit_test(the_scripts_that_are_offered_are_had),
        cmocka_unit_test(addresses_are_found_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
