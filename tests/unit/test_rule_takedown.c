/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/takedown.h"

static void what_was_made_from_it_is_changed_as_the_effect_says(void **)
{
    static const struct {
        enum takedown_effect effect;
        enum takedown_mark showing, other;
    } cases[] = {
        {TAKEDOWN_KEEP, MARK_NONE, MARK_NONE},
        {TAKEDOWN_DROP_IMAGES, MARK_DROP, MARK_NONE},
        {TAKEDOWN_HIDE, MARK_HIDE, MARK_HIDE},
        {TAKEDOWN_REMOVE, MARK_REMOVE, MARK_REMOVE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_int_equal(takedown_mark_of(cases[i].effect, true), cases[i].showing);
        assert_int_equal(takedown_mark_of(cases[i].effect, false), cases[i].other);
    }
}

static void names_are_read_back_as_what_they_name(void **)
{
    for (enum takedown_mark mark = MARK_DROP; mark < TAKEDOWN_MARKS; mark++)
        assert_int_equal(takedown_mark_parse(takedown_mark_name(mark)), mark);
    assert_null(takedown_mark_name(MARK_NONE));
    for (enum takedown_effect effect = TAKEDOWN_KEEP; effect <= TAKEDOWN_REMOVE; effect++) {
        json_auto_t *asked = json_pack("{s:s}", "effect", takedown_effect_name(effect));
        assert_int_equal(takedown_effect_of(asked), effect);
    }
}

static void a_body_is_completed(void **)
{
    struct refusals refusals = {0};
    json_auto_t *body = quoted("{'reason': 'self-harm', 'effect': 'drop_images'}"), *asked = NULL;
    assert_int_equal(takedown_check(body, &refusals, &asked), OK);
    assert_same_json(asked, "{'reason': 'self-harm', 'note': '', 'effect': 'drop_images', 'preview': false}");
}

static void what_does_not_fit_is_refused(void **)
{
    static const char *const cases[][2] = {
        {"/reason", "null"},
        {"/reason", "'watched-word'"},
        {"/effect", "'drop-images'"},
        {"/effect", "null"},
        {"/preview", "1"},
        {"/note", "'a\\tb'"},
        {"/note", "null"},
        {"/colour", "1"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted("{'reason': 'spam', 'effect': 'keep', 'note': 'n', 'preview': true}"), *asked = NULL;
        set_at_take(body, cases[i][0], quoted(cases[i][1]));
        assert_int_equal(takedown_check(body, &refusals, &asked), E_INVALID);
        assert_refused_only(&refusals, cases[i][0], NULL);
    }
}

static void a_note_has_up_to_its_limit_of_characters(void **)
{
    for (size_t over = 0; over < 2; over++) {
        struct refusals refusals = {0};
        json_auto_t *asked = NULL, *body = json_object();
        json_object_set_new(body, "note", string_of("ä", MODERATION_NOTE_MAX + over));
        assert_int_equal(moderation_note_check(body, &refusals, &asked), over ? E_INVALID : OK);
        refusals_clear(&refusals);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_made_from_it_is_changed_as_the_effect_says),
        cmocka_unit_test(names_are_read_back_as_what_they_name),
        cmocka_unit_test(a_body_is_completed),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(a_note_has_up_to_its_limit_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
