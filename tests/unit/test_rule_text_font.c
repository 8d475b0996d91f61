/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/text_font.h"

/* U+E000 is nobody's, "Gone" is no family. */
#define BAD "a\xee\x80\x80"

static json_t *texts_of(const char *content, const char *font)
{
    return json_pack("[{s:{s:s, s:s}}, {s:{s:s, s:s}}]", "configuration", "content", "Hello", "font", "Lora",
                     "configuration", "content", content, "font", font);
}

static void assert_refused(const struct refusals *refusals, const char *pointer, const char *detail)
{
    assert_int_equal(json_array_size(refusals->list), 1);
    const json_t *one = json_array_get(refusals->list, 0);
    assert_string_equal(json_string_value(json_object_get(one, "pointer")), pointer);
    if (!strstr(json_string_value(json_object_get(one, "detail")), detail))
        fail_msg("%s", json_string_value(json_object_get(one, "detail")));
}

static void a_character_without_a_font_is_named(void **)
{
    struct refusals refusals = {0};
    json_auto_t *texts = texts_of(BAD "b", "Lora");
    assert_int_equal(text_font_check(texts, &(struct text_font_known){0}, &refusals), E_INVALID);
    assert_refused(&refusals, "/texts/1/configuration/content",
                   "no font here has the character U+E000 \"\xee\x80\x80\"");
    refusals_clear(&refusals);
}

static void a_font_that_is_not_ours_is_refused_with_those_that_are(void **)
{
    struct refusals refusals = {0};
    json_auto_t *texts = texts_of("b", "Gone");
    assert_int_equal(text_font_check(texts, &(struct text_font_known){0}, &refusals), E_INVALID);
    assert_refused(&refusals, "/texts/1/configuration/font", "such as Inter, Lora, ");
    g_autofree char *all = json_dumps(refusals.list, 0);
    assert_null(strstr(all, "Noto"));
    refusals_clear(&refusals);
}

static void what_can_be_drawn_passes(void **)
{
    static const char *const contents[] = {"", "b", "ab\ncd", "👩‍🚀 e\u0301 नमस्ते",
                                           "\u202eabc\u202c"};
    for (size_t i = 0; i < G_N_ELEMENTS(contents); i++) {
        struct refusals refusals = {0};
        json_auto_t *texts = texts_of(contents[i], "lora");
        assert_int_equal(text_font_check(texts, &(struct text_font_known){0}, &refusals), OK);
        assert_null(refusals.list);
    }
}

static void what_was_taken_before_passes_and_nothing_else(void **)
{
    json_auto_t *old = texts_of(BAD, "Gone"), *other = texts_of(BAD "b", "Gone");
    const struct text_font_known of_template = {.template = old}, of_itself = {.before = old};
    struct refusals refusals = {0};
    assert_int_equal(text_font_check(old, &of_template, &refusals), OK);
    assert_int_equal(text_font_check(old, &of_itself, &refusals), OK);
    assert_int_equal(text_font_check(other, &of_template, &refusals), E_INVALID);
    assert_refused(&refusals, "/texts/1/configuration/content", "U+E000");
    refusals_clear(&refusals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_without_a_font_is_named),
        cmocka_unit_test(a_font_that_is_not_ours_is_refused_with_those_that_are),
        cmocka_unit_test(what_can_be_drawn_passes),
        cmocka_unit_test(what_was_taken_before_passes_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
