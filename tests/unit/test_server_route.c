/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "route.h"

struct finding {
    const struct route *route;
    char *variables[ROUTE_VARIABLES_MAX];
    unsigned allowed;
};

static enum err find(enum method method, const char *path, struct finding *f)
{
    *f = (struct finding){0};
    return route_find(method, path, &f->route, f->variables, &f->allowed);
}

static void clear(struct finding *f)
{
    for (int i = 0; i < ROUTE_VARIABLES_MAX; i++)
        g_clear_pointer(&f->variables[i], g_free);
}

/* The path with "1v", "2v" … in place of its variables. */
static char *example_of(const char *path)
{
    GString *text = g_string_new(NULL);
    int variables = 0;
    for (const char *c = path; *c; c++) {
        if (*c != '{') {
            g_string_append_c(text, *c);
            continue;
        }
        g_string_append_printf(text, "%dv", ++variables);
        c = strchr(c, '}');
    }
    return g_string_free(text, FALSE);
}

static void every_route_is_found_by_its_own_path(void **)
{
    for (const struct route *r = routes; r < routes + ROUTE_COUNT; r++) {
        g_autofree char *path = example_of(r->path);
        struct finding f;
        assert_int_equal(find(r->method, path, &f), OK);
        if (f.route != r)
            fail_msg("%s is taken for %s", path, f.route->name);
        for (int i = 0; i < ROUTE_VARIABLES_MAX && f.variables[i]; i++) {
            const char wanted[] = {(char)('1' + i), 'v', '\0'};
            assert_string_equal(f.variables[i], wanted);
        }
        clear(&f);
    }
}

static void a_path_with_more_or_less_is_none(void **)
{
    for (const struct route *r = routes; r < routes + ROUTE_COUNT; r++) {
        g_autofree char *path = example_of(r->path);
        g_autofree char *longer = g_strconcat(path, "/a/b/c/d/e/f/g/h/i", NULL);
        g_autofree char *with_slash = g_strconcat(path, "/", NULL);
        struct finding f;
        assert_int_equal(find(r->method, longer, &f), E_NOT_FOUND);
        assert_int_equal(find(r->method, with_slash, &f), E_NOT_FOUND);
        assert_null(f.route);
    }
}

static void what_is_no_address_is_not_found(void **)
{
    static const char *const paths[] = {"",
                                        "v1/feed",
                                        "//",
                                        "/v1",
                                        "/v1/",
                                        "/v1//feed",
                                        "/V1/feed",
                                        "/v1/feeds",
                                        "/v1/fee",
                                        "/v1/media/",
                                        "/v1/collections//post",
                                        "/v1/collections/x/images/",
                                        "*",
                                        "http://a/v1/feed",
                                        "/v1/../v1/feed",
                                        "/v1/feed\x01",
                                        "/healthz ",
                                        "/v1%2ffeed"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        for (enum method m = GET; m < METHOD_COUNT; m++) {
            struct finding f;
            if (find(m, paths[i], &f) != E_NOT_FOUND)
                fail_msg("%s %s", method_name(m), paths[i]);
            clear(&f);
        }
}

static const struct {
    const char *path, *first, *second;
} decoded[] = {
    {"/v1/collections/abc/images/7", "abc", "7"},
    {"/v1/collections/a%20b/images/%37", "a b", "7"},
    {"/v1/collections/%61%2F..%2fb/images/0", "a/../b", "0"},
    {"/v1/collections/gr%C3%BC%c3%9f/images/0", "gr\xc3\xbc\xc3\x9f", "0"},
    {"/v1/collections/a+b/images/0", "a+b", "0"},
    {"/v1/collections/%25/images/0", "%", "0"},
};

static void variables_are_decoded_once(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(decoded); i++) {
        struct finding f;
        assert_int_equal(find(GET, decoded[i].path, &f), OK);
        assert_string_equal(f.route->name, "collection_image");
        assert_string_equal(f.variables[0], decoded[i].first);
        assert_string_equal(f.variables[1], decoded[i].second);
        clear(&f);
    }
}

static void variables_that_cannot_be_decoded_are_no_address(void **)
{
    static const char *const paths[] = {"/v1/media/%",   "/v1/media/%4",    "/v1/media/%zz",
                                        "/v1/media/%00", "/v1/media/a%00b", "/v1/media/%ff",
                                        "/v1/media/%c3", "/v1/media/\xff",  "/v1/collections/ok/images/%ff"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        struct finding f;
        if (find(GET, paths[i], &f) != E_NOT_FOUND)
            fail_msg("%s", paths[i]);
        clear(&f);
    }
}

#define BIT(method) (1u << (method))

static const struct {
    enum method method;
    const char *path;
    unsigned allowed;
} others[] = {
    {POST, "/v1/feed", BIT(GET) | BIT(HEAD)},
    {DELETE, "/healthz", BIT(GET) | BIT(HEAD)},
    {GET, "/v1/sessions", BIT(POST)},
    {HEAD, "/v1/sessions", BIT(POST)},
    {OPTIONS, "/v1/collections", BIT(POST)},
    {PUT, "/v1/collections/x", BIT(GET) | BIT(HEAD) | BIT(PATCH) | BIT(DELETE)},
    {GET, "/v1/collections/x/rating", BIT(PUT) | BIT(DELETE)},
    {PUT, "/v1/accounts/me", BIT(GET) | BIT(HEAD) | BIT(PATCH) | BIT(DELETE)},
    {PATCH, "/v1/accounts/anna", BIT(GET) | BIT(HEAD)},
    {METHOD_COUNT, "/v1/feed", BIT(GET) | BIT(HEAD)},
};

static void another_method_is_told_what_is_allowed(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        struct finding f;
        assert_int_equal(find(others[i].method, others[i].path, &f), E_METHOD);
        assert_int_equal(f.allowed, others[i].allowed);
        assert_null(f.route);
        assert_null(f.variables[0]);
    }
}

static void head_finds_what_get_finds(void **)
{
    struct finding get, head;
    assert_int_equal(find(GET, "/v1/media/x", &get), OK);
    assert_int_equal(find(HEAD, "/v1/media/x", &head), OK);
    assert_ptr_equal(get.route, head.route);
    assert_string_equal(head.variables[0], "x");
    clear(&get);
    clear(&head);
}

static void methods_are_named_as_in_http(void **)
{
    static const char *const others_names[] = {"", "get", "GET ", "TRACE", "CONNECT", "GETS"};
    for (enum method m = GET; m < METHOD_COUNT; m++)
        assert_int_equal(method_parse(method_name(m)), m);
    for (size_t i = 0; i < G_N_ELEMENTS(others_names); i++)
        assert_int_equal(method_parse(others_names[i]), METHOD_COUNT);
}

/* What the table says of each other: a body that is taken has a limit, an upload its own setting. */
static void bodies_have_limits(void **)
{
    for (const struct route *r = routes; r < routes + ROUTE_COUNT; r++) {
        bool is_json = r->body == JSON || r->body == SECRET;
        if (is_json != (r->body_max > 0))
            fail_msg("%s", r->name);
        if (r->method == GET)
            assert_int_equal(r->body, NONE);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_is_found_by_its_own_path),
        cmocka_unit_test(a_path_with_more_or_less_is_none),
        cmocka_unit_test(what_is_no_address_is_not_found),
        cmocka_unit_test(variables_are_decoded_once),
        cmocka_unit_test(variables_that_cannot_be_decoded_are_no_address),
        cmocka_unit_test(another_method_is_told_what_is_allowed),
        cmocka_unit_test(head_finds_what_get_finds),
        cmocka_unit_test(methods_are_named_as_in_http),
        cmocka_unit_test(bodies_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
