/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/appeal.h"

static void nobody_decides_about_her_own_doing_while_another_could(void **)
{
    static const struct {
        enum role role;
        bool is_concerned, is_another_there, may;
    } cases[] = {
        {ROLE_MODERATOR, false, true, true}, {ROLE_MODERATOR, false, false, true}, {ROLE_MODERATOR, true, true, false},
        {ROLE_MODERATOR, true, false, true}, {ROLE_ADMIN, true, true, true},       {ROLE_ADMIN, false, false, true},
        {ROLE_MEMBER, false, false, false},  {ROLE_NOBODY, true, false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(appeal_may_decide(cases[i].role, cases[i].is_concerned, cases[i].is_another_there),
                         cases[i].may);
}

static enum err check_text(json_t *text, struct refusals *refusals)
{
    json_auto_t *body = json_object();
    const char *read = NULL;
    json_object_set_new(body, "text", text);
    enum err e = appeal_check(body, refusals, &read);
    if (!e)
        assert_string_equal(read, json_string_value(text));
    return e;
}

static void an_appeal_says_something(void **)
{
    struct refusals refusals = {0};
    assert_int_equal(check_text(json_string("It is mine.\nReally."), &refusals), OK);
    assert_int_equal(check_text(string_of("ä", APPEAL_TEXT_MAX), &refusals), OK);
    json_t *refused[] = {string_of("ä", APPEAL_TEXT_MAX + 1), json_string(""), json_string(" \n "), json_null(),
                         json_string("a\tb")};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        assert_int_equal(check_text(refused[i], &refusals), E_INVALID);
        assert_refused_only(&refusals, "/text", NULL);
    }
}

static void an_appeal_is_decided_as_one_of_two(void **)
{
    static const char *const cases[][2] = {
        {"{'outcome': 'accepted'}", NULL},
        {"{'outcome': 'rejected', 'note': 'n'}", NULL},
        {"{'outcome': 'open'}", "/outcome"},
        {"{}", "/outcome"},
        {"{'outcome': 'accepted', 'note': 1}", "/note"},
        {"{'outcome': 'accepted', 'text': ''}", "/text"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(cases[i][0]), *asked = NULL;
        assert_int_equal(appeal_decide_check(body, &refusals, &asked), cases[i][1] ? E_INVALID : OK);
        if (cases[i][1])
            assert_refused_only(&refusals, cases[i][1], NULL);
        else
            assert_non_null(json_object_get(asked, "note"));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_decides_about_her_own_doing_while_another_could),
        cmocka_unit_test(an_appeal_says_something),
        cmocka_unit_test(an_appeal_is_decided_as_one_of_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
