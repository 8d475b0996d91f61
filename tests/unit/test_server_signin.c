/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange_test.h"

#include "base/log.h"

#define ME         "GET", "/v1/accounts/me"
#define FOLLOW_BOB "PUT", "/v1/accounts/bob/follow"

static struct site site;
static char *token;

static int open_site(void **)
{
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    site = site_new();
    token = site_account(&site, "anna");
    g_free(site_account(&site, "bob"));
    return 0;
}

static int close_site(void **)
{
    g_free(token);
    site_remove(&site);
    return 0;
}

static void assert_problem(const struct ask *question, int status, const char *problem)
{
    g_auto(answer) a = ask_wanted(&site, question, status);
    assert_string_equal(problem_of(&a), problem);
    assert_string_equal(a.content_type, "application/problem+json");
}

static void a_bearer_token_signs_in(void **)
{
    g_auto(answer) a = ASK(&site, ME, .token = token);
    assert_int_equal(a.status, 200);
    assert_string_equal(text_of(&a, "/handle"), "anna");
    g_autofree char *lower = g_strconcat("bearer ", token, NULL);
    ASK_STATUS(&site, 200, ME, .headers = {"authorization", lower});
    ASK_STATUS(&site, 204, FOLLOW_BOB, .token = token);
}

static void who_must_sign_in_is_told_so(void **)
{
    assert_problem(QUESTION(ME), 401, "sign-in-required");
    assert_problem(QUESTION(FOLLOW_BOB), 401, "sign-in-required");
    assert_problem(QUESTION("POST", "/v1/media", .body = "x", .type = "image/jpeg"), 401, "sign-in-required");
}

static void a_token_that_is_none_is_refused_everywhere(void **)
{
    static const char *const wrong[] = {
        "Bearer ",    "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Bearer", "Basic YW5uYTpwYXNzd29yZA==", "",
        "Bearer \xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_problem(QUESTION(ME, .headers = {"Authorization", wrong[i]}), 401, "sign-in-required");
        assert_problem(QUESTION("GET", "/v1/feed", .headers = {"Authorization", wrong[i]}), 401, "sign-in-required");
    }
}

static void a_session_that_is_over_is_none(void **)
{
    g_autofree char *old = site_sign_in(&site, "bob");
    ASK_STATUS(&site, 200, ME, .token = old);
    sql(site.database,
        "UPDATE session SET expires_us = 1 WHERE account_id = (SELECT id FROM account WHERE handle = 'bob')");
    assert_problem(QUESTION(ME, .token = old), 401, "sign-in-required");
}

static void what_a_role_may_not_do_is_forbidden(void **)
{
    g_autofree char *of_bob = site_sign_in(&site, "bob");
    assert_problem(QUESTION("GET", "/v1/policy", .token = of_bob), 403, "forbidden");
    sql(site.database, "UPDATE account SET role = 'moderator' WHERE handle = 'bob'");
    ASK_STATUS(&site, 200, "GET", "/v1/policy", .token = of_bob);
    sql(site.database, "UPDATE account SET role = 'member' WHERE handle = 'bob'");
}

static void signing_out_ends_the_session(void **)
{
    g_autofree char *own = site_sign_in(&site, "bob");
    g_auto(answer) a = ASK(&site, "DELETE", "/v1/sessions/current", .token = own);
    assert_int_equal(a.status, 204);
    assert_true(g_str_has_prefix(a.cookie, "stencil_session=;"));
    assert_problem(QUESTION(ME, .token = own), 401, "sign-in-required");
    ASK_STATUS(&site, 200, ME, .token = token);
}

static void a_cookie_is_enough_to_read(void **)
{
    g_auto(answer) a = ASK(&site, ME, .cookie = token);
    assert_int_equal(a.status, 200);
    ASK_STATUS(&site, 200, "HEAD", "/v1/accounts/me", .cookie = token);
    ASK_STATUS(&site, 200, ME, .cookie = token, .headers = {"Origin", "https://evil.example"});
}

static const struct {
    const char *origin;
    int status;
} origins[] = {
    {"https://stencil.test:8080", 204},
    {"http://stencil.test:8080", 204},
    {"https://STENCIL.test:8080", 204},
    {NULL, 403},
    {"", 403},
    {"null", 403},
    {"https://evil.example", 403},
    {"https://stencil.test", 403},
    {"https://stencil.test:80800", 403},
    {"https://stencil.test:8080.evil.example", 403},
    {"https://evil.example/://stencil.test:8080", 403},
    {"stencil.test:8080", 403},
};

static void a_cookie_changes_something_only_from_its_own_site(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(origins); i++) {
        const struct ask *question =
            QUESTION(FOLLOW_BOB, .cookie = token, .headers = {origins[i].origin ? "Origin" : NULL, origins[i].origin});
        g_auto(answer) a = ask(&site, question);
        if (a.status != origins[i].status)
            fail_msg("%s: %d", origins[i].origin ? origins[i].origin : "none", a.status);
        assert_string_equal(problem_of(&a), a.status == 403 ? "wrong-origin" : "");
    }
}

/* A browser sends an old cookie unasked. */
static void an_old_cookie_is_as_none(void **)
{
    static const char old[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    ASK_STATUS(&site, 200, "GET", "/v1/feed", .cookie = old);
    assert_problem(QUESTION(ME, .cookie = old), 401, "sign-in-required");
    ASK_STATUS(&site, 201, "POST", "/v1/sessions", .cookie = old,
               .body = "{\"handle\": \"anna\", \"password\": \"" SITE_PASSWORD "\"}");
}

static void the_header_counts_where_there_is_a_cookie_too(void **)
{
    ASK_STATUS(&site, 204, FOLLOW_BOB, .token = token, .cookie = token);
    assert_problem(QUESTION(ME, .token = "none", .cookie = token), 401, "sign-in-required");
}

static void a_browser_gets_its_token_as_a_cookie_only(void **)
{
    g_auto(answer) a = ASK(&site, "POST", "/v1/sessions",
                           .body = "{\"handle\": \"anna\", \"password\": \"" SITE_PASSWORD "\", \"cookie\": true}");
    assert_int_equal(a.status, 201);
    assert_null(json_object_get(a.json, "token"));
    assert_true(g_str_has_prefix(a.cookie, "stencil_session="));
    assert_non_null(strstr(a.cookie, "; HttpOnly"));
    assert_non_null(strstr(a.cookie, "; SameSite=Lax"));
    assert_non_null(strstr(a.cookie, "; Secure"));
    g_auto(GStrv) parts = g_strsplit_set(a.cookie, "=;", 3);
    ASK_STATUS(&site, 200, ME, .cookie = parts[1]);
}

static void a_wrong_password_and_an_unknown_handle_are_told_the_same(void **)
{
    assert_problem(QUESTION("POST", "/v1/sessions", .body = "{\"handle\": \"anna\", \"password\": \"incorrect\"}"), 401,
                   "wrong-password");
    assert_problem(QUESTION("POST", "/v1/sessions", .body = "{\"handle\": \"nobody\", \"password\": \"incorrect\"}"),
                   401, "wrong-password");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bearer_token_signs_in),
        cmocka_unit_test(who_must_sign_in_is_told_so),
        cmocka_unit_test(a_token_that_is_none_is_refused_everywhere),
        cmocka_unit_test(a_session_that_is_over_is_none),
        cmocka_unit_test(what_a_role_may_not_do_is_forbidden),
        cmocka_unit_test(signing_out_ends_the_session),
        cmocka_unit_test(a_cookie_is_enough_to_read),
        cmocka_unit_test(a_cookie_changes_something_only_from_its_own_site),
        cmocka_unit_test(an_old_cookie_is_as_none),
        cmocka_unit_test(the_header_counts_where_there_is_a_cookie_too),
        cmocka_unit_test(a_browser_gets_its_token_as_a_cookie_only),
        cmocka_unit_test(a_wrong_password_and_an_unknown_handle_are_told_the_same),
    };
    return cmocka_run_group_tests(tests, open_site, close_site);
}
