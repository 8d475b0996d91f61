/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/report.h"
#include "rule/takedown.h"

static void a_report_has_one_subject(void **)
{
    static const struct {
        const char *body;
        enum report_kind kind;
    } cases[] = {
        {"{'collection': '" ID_1 "', 'reason': 'spam'}", REPORT_COLLECTION},
        {"{'collection': '" ID_1 "', 'image': 34, 'reason': 'spam', 'note': 'a\\nb'}", REPORT_COLLECTION},
        {"{'template': '" ID_1 "', 'reason': 'other'}", REPORT_TEMPLATE},
        {"{'account': 'eve', 'reason': 'harassment'}", REPORT_ACCOUNT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(cases[i].body), *asked = NULL;
        enum report_kind kind;
        assert_int_equal(report_check(body, &refusals, &asked, &kind), OK);
        assert_int_equal(kind, cases[i].kind);
        assert_non_null(json_object_get(asked, "note"));
    }
}

static void what_does_not_fit_is_refused(void **)
{
    static const char *const cases[][2] = {
        {"{'reason': 'spam'}", ""},
        {"{'collection': '" ID_1 "', 'template': '" ID_1 "', 'reason': 'spam'}", ""},
        {"{'collection': 'short', 'reason': 'spam'}", "/collection"},
        {"{'account': 'eve', 'image': 0, 'reason': 'spam'}", "/image"},
        {"{'collection': '" ID_1 "', 'image': 35, 'reason': 'spam'}", "/image"},
        {"{'collection': '" ID_1 "', 'image': -1, 'reason': 'spam'}", "/image"},
        {"{'account': 'eve', 'reason': 'watched-word'}", "/reason"},
        {"{'account': 'eve'}", "/reason"},
        {"{'account': 'eve', 'reason': 'spam', 'note': null}", "/note"},
        {"{'account': '', 'reason': 'spam'}", "/account"},
        {"{'account': 'eve', 'reason': 'spam', 'colour': 1}", "/colour"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(cases[i][0]), *asked = NULL;
        enum report_kind kind;
        assert_int_equal(report_check(body, &refusals, &asked, &kind), E_INVALID);
        assert_refused_only(&refusals, cases[i][1], NULL);
    }
}

static void a_note_has_up_to_its_limit_of_characters(void **)
{
    for (size_t over = 0; over < 2; over++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted("{'account': 'eve', 'reason': 'spam'}"), *asked = NULL;
        enum report_kind kind;
        json_object_set_new(body, "note", string_of("ä", MODERATION_NOTE_MAX + over));
        assert_int_equal(report_check(body, &refusals, &asked, &kind), over ? E_INVALID : OK);
        refusals_clear(&refusals);
    }
}

static void a_case_is_assigned_to_a_handle_or_nobody(void **)
{
    static const struct {
        const char *body, *to, *refused;
    } cases[] = {
        {"{'to': 'judge'}", "judge", NULL}, {"{'to': null}", NULL, NULL}, {"{}", NULL, "/to"},
        {"{'to': 1}", NULL, "/to"},         {"{'to': ''}", NULL, "/to"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(cases[i].body);
        const char *to = "untouched";
        enum err e = report_assign_check(body, &refusals, &to);
        assert_int_equal(e, cases[i].refused ? E_INVALID : OK);
        if (cases[i].refused)
            assert_refused_only(&refusals, cases[i].refused, NULL);
        else if (cases[i].to)
            assert_string_equal(to, cases[i].to);
        else
            assert_null(to);
    }
}

static void a_case_is_closed_as_one_of_two(void **)
{
    static const char *const taken[] = {"{'outcome': 'upheld'}", "{'outcome': 'dismissed', 'note': 'n'}"};
    static const char *const refused[] = {"{}", "{'outcome': 'open'}", "{'outcome': null}"};
    for (size_t i = 0; i < G_N_ELEMENTS(taken); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(taken[i]), *asked = NULL;
        assert_int_equal(report_close_check(body, &refusals, &asked), OK);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(refused[i]), *asked = NULL;
        assert_int_equal(report_close_check(body, &refusals, &asked), E_INVALID);
        assert_refused_only(&refusals, "/outcome", NULL);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_has_one_subject),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(a_note_has_up_to_its_limit_of_characters),
        cmocka_unit_test(a_case_is_assigned_to_a_handle_or_nobody),
        cmocka_unit_test(a_case_is_closed_as_one_of_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
