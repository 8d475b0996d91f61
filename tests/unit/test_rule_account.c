/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/account.h"

typedef enum err (*body_check)(const json_t *body, struct refusals *refusals);

static void assert_accepted(body_check check, json_t *body)
{
    struct refusals refusals = {NULL};
    if (check(body, &refusals)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("refused: %s", all);
    }
    assert_null(refusals.list);
    json_decref(body);
}

static void assert_refused(body_check check, json_t *body, const char *pointer, const char *detail)
{
    struct refusals refusals = {NULL};
    assert_int_equal(check(body, &refusals), E_INVALID);
    assert_refused_only(&refusals, pointer, detail);
    json_decref(body);
}

static json_t *with(const char *text, const char *pointer, json_t *value)
{
    json_t *body = quoted(text);
    set_at_take(body, pointer, value);
    return body;
}

static void handles_are_short_plain_names(void **)
{
    static const char *const right[] = {"abc", "a12", "a__", "abcdefghijklmnopqrstuvwxyz1234", "me_", "adm"};
    static const char *const wrong[] = {
        "", "ab", "abcdefghijklmnopqrstuvwxyz12345", "1ab", "_ab", "Abc", "a-b", "a b", "abc\n", "käse"};
    struct refusals refusals = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_int_equal(handle_check(right[i], "/handle", &refusals), OK);
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_int_equal(handle_check(wrong[i], "/handle", &refusals), E_INVALID);
        assert_refused_only(&refusals, "/handle", "wanted 3 to 30 of a to z, 0 to 9 and _, beginning with a letter");
    }
}

static void handles_that_speak_for_the_server_are_reserved(void **)
{
    static const char *const reserved[] = {"me", "admin", "moderator", "root",   "stencil", "system",   "api",
                                           "v1", "docs",  "healthz",   "readyz", "metrics", "anonymous"};
    struct refusals refusals = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++) {
        assert_int_equal(handle_check(reserved[i], "/handle", &refusals), E_INVALID);
        assert_refused_only(&refusals, "/handle", "wanted another handle, this one is reserved");
    }
}

static void passwords_are_counted_in_characters(void **)
{
    static const size_t right[] = {PASSWORD_MIN, PASSWORD_MAX};
    static const size_t wrong[] = {0, PASSWORD_MIN - 1, PASSWORD_MAX + 1};
    struct refusals refusals = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
        json_auto_t *password = string_of("海", right[i]);
        assert_int_equal(password_check(json_string_value(password), "/password", &refusals), OK);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        json_auto_t *password = string_of("海", wrong[i]);
        assert_int_equal(password_check(json_string_value(password), "/password", &refusals), E_INVALID);
        assert_refused_only(&refusals, "/password", NULL);
    }
}

static void registrations_are_checked_member_by_member(void **)
{
    static const char body[] = "{'handle': 'alice', 'password': 'correct horse', 'name': 'Alice', 'bio': 'a\\nb'}";
    assert_accepted(account_check, quoted(body));
    assert_accepted(account_check, with(body, "/name", NULL));
    assert_accepted(account_check, with(body, "/bio", NULL));
    assert_accepted(account_check, with(body, "/name", string_of("海", NAME_MAX_CHARS)));
    assert_accepted(account_check, with(body, "/bio", string_of("海", BIO_MAX)));
    assert_accepted(account_check, with(body, "/bio", json_string("")));
    assert_accepted(account_check, with(body, "/password", string_of("\t", PASSWORD_MIN)));
    assert_accepted(account_check, with(body, "/password", string_of("海", PASSWORD_MAX)));

    assert_refused(account_check, with(body, "/handle", NULL), "/handle", "wanted a string, came nothing");
    assert_refused(account_check, with(body, "/handle", json_string("admin")), "/handle",
                   "wanted another handle, this one is reserved");
    assert_refused(account_check, with(body, "/handle", json_string("Alice")), "/handle", NULL);
    assert_refused(account_check, with(body, "/handle", string_of("a", HANDLE_MAX + 1)), "/handle",
                   "wanted a string of 3 to 30 characters, came 31");
    assert_refused(account_check, with(body, "/password", NULL), "/password", "wanted a string, came nothing");
    assert_refused(account_check, with(body, "/password", string_of("a", PASSWORD_MIN - 1)), "/password",
                   "wanted a string of 8 to 200 characters, came 7");
    assert_refused(account_check, with(body, "/password", string_of("a", PASSWORD_MAX + 1)), "/password", NULL);
    assert_refused(account_check, with(body, "/name", json_string("")), "/name", NULL);
    assert_refused(account_check, with(body, "/name", json_string("\u3000 ")), "/name", "wanted more than white space");
    assert_refused(account_check, with(body, "/name", json_string("a\nb")), "/name",
                   "wanted no control characters, came U+000A");
    assert_refused(account_check, with(body, "/name", string_of("a", NAME_MAX_CHARS + 1)), "/name", NULL);
    assert_refused(account_check, with(body, "/bio", string_of("a", BIO_MAX + 1)), "/bio", NULL);
    assert_refused(account_check, with(body, "/role", json_string("admin")), "/role", "no such member");
}

/* What scrypt sees ends at the first NUL: "secret\0anything" must not become "secret". */
static void a_password_with_a_nul_inside_is_refused(void **)
{
    assert_refused(account_check, with("{'handle': 'alice'}", "/password", json_stringn("long enough\0not seen", 20)),
                   "/password", "wanted no control characters, came U+0000");
}

static void profile_changes_need_something_to_change(void **)
{
    static const char nothing[] = "wanted at least one of name, bio, consent and password, came none";
    assert_accepted(account_patch_check, quoted("{'name': 'Alice'}"));
    assert_accepted(account_patch_check, quoted("{'bio': ''}"));
    assert_refused(account_patch_check, quoted("{}"), "", nothing);
    assert_refused(account_patch_check, quoted("{'current_password': 'x'}"), "", nothing);
    assert_refused(account_patch_check, quoted("{'handle': 'bob', 'bio': ''}"), "/handle", "no such member");
    assert_refused(account_patch_check, quoted("{'name': null}"), "/name", "wanted a string, came null");
}

static void a_new_password_needs_the_current_one(void **)
{
    assert_accepted(account_patch_check, quoted("{'password': 'correct horse', 'current_password': 'x'}"));
    assert_refused(account_patch_check, quoted("{'password': 'correct horse'}"), "/current_password",
                   "wanted with a new password, came nothing");
    assert_refused(account_patch_check, quoted("{'password': 'short', 'current_password': 'x'}"), "/password", NULL);
}

static void signing_in_takes_any_password_of_bearable_length(void **)
{
    static const char body[] = "{'handle': 'alice', 'password': 'x', 'cookie': true}";
    assert_accepted(session_check, quoted(body));
    assert_accepted(session_check, with(body, "/cookie", NULL));
    assert_accepted(session_check, with(body, "/handle", json_string("Not A Handle")));
    assert_accepted(session_check, with(body, "/password", string_of("海", PASSWORD_MAX)));
    assert_refused(session_check, with(body, "/password", string_of("海", PASSWORD_MAX + 1)), "/password", NULL);
    assert_refused(session_check, with(body, "/handle", NULL), "/handle", NULL);
    assert_refused(session_check, with(body, "/cookie", json_integer(1)), "/cookie",
                   "wanted true or false, came a number");
    assert_refused(session_check, with(body, "/remember", json_true()), "/remember", "no such member");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handles_are_short_plain_names),
        cmocka_unit_test(handles_that_speak_for_the_server_are_reserved),
        cmocka_unit_test(passwords_are_counted_in_characters),
        cmocka_unit_test(registrations_are_checked_member_by_member),
        cmocka_unit_test(a_password_with_a_nul_inside_is_refused),
        cmocka_unit_test(profile_changes_need_something_to_change),
        cmocka_unit_test(a_new_password_needs_the_current_one),
        cmocka_unit_test(signing_in_takes_any_password_of_bearable_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
