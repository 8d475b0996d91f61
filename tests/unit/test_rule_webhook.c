/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/event_kind.h"
#include "rule/webhook.h"

#define TAKEN "{'url': 'https://app.example/hook', 'kinds': ['template.attached', 'authorization.*']}"

static enum err check(json_t *body, struct refusals *refusals)
{
    return webhook_check(body, refusals);
}

static void a_webhook_is_a_url_and_kinds(void **)
{
    static const char *const bodies[] = {
        TAKEN,
        "{'url': 'http://app.example:8080/a/b?c=d', 'kinds': ['*']}",
        "{'url': 'HTTPS://[2606:4700::1]/', 'kinds': ['media.ready'], 'secret': '0123456789abcdef'}",
        "{'url': 'https://localhost', 'kinds': ['moderation.*']}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(bodies[i]);
        if (check(body, &refusals))
            fail_msg("%s: %s", bodies[i], json_dumps(refusals.list, 0));
    }
}

static void what_does_not_fit_is_refused(void **)
{
    static const struct {
        const char *pointer, *value, *at;
    } cases[] = {
        {"/url", NULL, "/url"},
        {"/url", "'app.example'", "/url"},
        {"/url", "'ftp://app.example/'", "/url"},
        {"/url", "'file:///etc/passwd'", "/url"},
        {"/url", "'gopher://app.example/'", "/url"},
        {"/url", "'https://'", "/url"},
        {"/url", "'https:///path'", "/url"},
        {"/url", "'/hook'", "/url"},
        {"/url", "'https://app.example/a b'", "/url"},
        {"/url", "'https://app.example/ä'", "/url"},
        {"/url", "'https://name:word@app.example/'", "/url"},
        {"/url", "'https://name@app.example/'", "/url"},
        {"/url", "'https://app.example/#part'", "/url"},
        {"/url", "42", "/url"},
        {"/kinds", NULL, "/kinds"},
        {"/kinds", "[]", "/kinds"},
        {"/kinds", "'*'", "/kinds"},
        {"/kinds/0", "'template.attacht'", "/kinds/0"},
        {"/kinds/0", "'template'", "/kinds/0"},
        {"/kinds/0", "'nobody.*'", "/kinds/0"},
        {"/kinds/0", "'.*'", "/kinds/0"},
        {"/kinds/0", "'**'", "/kinds/0"},
        {"/kinds/0", "''", "/kinds/0"},
        {"/kinds/0", "'authorization.*'", "/kinds/1"},
        {"/secret", "'0123456789abcde'", "/secret"},
        {"/secret", "null", "/secret"},
        {"/colour", "1", "/colour"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct refusals refusals = {0};
        json_auto_t *body = quoted(TAKEN);
        set_at_take(body, cases[i].pointer, cases[i].value ? quoted(cases[i].value) : NULL);
        if (check(body, &refusals) != E_INVALID)
            fail_msg("%s %s is taken", cases[i].pointer, cases[i].value);
        if (!detail_at(&refusals, cases[i].at))
            fail_msg("%s %s: %s", cases[i].pointer, cases[i].value, json_dumps(refusals.list, 0));
        refusals_clear(&refusals);
    }
}

static void limits_are_where_they_are_said_to_be(void **)
{
    static const struct {
        const char *pointer, *before;
        size_t limit;
    } cases[] = {{"/url", "https://app.example/", WEBHOOK_URL_MAX}, {"/secret", "", WEBHOOK_SECRET_MAX}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t over = 0; over < 2; over++) {
            struct refusals refusals = {0};
            json_auto_t *body = quoted(TAKEN), *rest = string_of("a", cases[i].limit - strlen(cases[i].before) + over);
            g_autofree char *value = g_strconcat(cases[i].before, json_string_value(rest), NULL);
            set_at_take(body, cases[i].pointer, json_string(value));
            assert_int_equal(check(body, &refusals), over ? E_INVALID : OK);
            refusals_clear(&refusals);
        }
}

static void the_host_is_read_out_of_the_url(void **)
{
    static const char *const cases[][2] = {
        {"https://app.example/hook", "app.example"}, {"http://127.0.0.1:80/", "127.0.0.1"}, {"http://[::1]/", "::1"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *host = webhook_host(cases[i][0]);
        assert_string_equal(host, cases[i][1]);
    }
}

static void a_pattern_picks_a_kind_a_group_or_all(void **)
{
    static const struct {
        const char *pattern, *kind;
        bool matches;
    } cases[] = {
        {"*", "template.attached", true},
        {"template.*", "template.attached", true},
        {"template.*", "templates.attached", false},
        {"template.*", "collection.posted", false},
        {"template.attached", "template.attached", true},
        {"template.attached", "template.used", false},
        {"template.attached", "template.attached.late", false},
        {"template.", "template.attached", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (event_pattern_matches(cases[i].pattern, cases[i].kind) != cases[i].matches)
            fail_msg("%s on %s", cases[i].pattern, cases[i].kind);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_webhook_is_a_url_and_kinds),          cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(limits_are_where_they_are_said_to_be),  cmocka_unit_test(the_host_is_read_out_of_the_url),
        cmocka_unit_test(a_pattern_picks_a_kind_a_group_or_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
