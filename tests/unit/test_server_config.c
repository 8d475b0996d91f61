/* SPDX-License-Identifier: Apache-2.0 */
#include "folder_test.h"

#include <string.h>

#include "config.h"

typedef struct config config;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(config, config_free)

static bool set(struct config *config, const char *section, const char *key, const char *value)
{
    g_autofree char *error = NULL;
    bool taken = config_set(config, section, key, value, "--option", &error);
    assert_int_equal(taken, error == NULL);
    return taken;
}

/* The sentence that refuses a file, or NULL; yours. */
static char *read_text(struct config *config, const char *text)
{
    char *folder = folder_new(), *error = NULL;
    g_autofree char *path = g_build_filename(folder, "stencil.conf", NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    bool taken = config_read_file(config, path, &error);
    assert_int_equal(taken, error == NULL);
    folder_remove_take(folder);
    return error;
}

/* The same for variables. */
static char *read_environment(struct config *config, const char *const *variables)
{
    char *error = NULL;
    bool taken = config_read_environment(config, (char **)variables, &error);
    assert_int_equal(taken, error == NULL);
    return error;
}

static void assert_in(const char *sentence, const char *part)
{
    assert_non_null(sentence);
    if (!strstr(sentence, part))
        fail_msg("\"%s\" does not say \"%s\"", sentence, part);
}

static void every_setting_has_its_default(void **)
{
    g_autoptr(config) c = config_new();
    assert_string_equal(c->http_listen, "127.0.0.1:8080");
    assert_string_equal(c->log_level, "info");
    assert_int_equal(c->password_cost, 15);
    assert_true(c->account_registration);
    for (int i = 0; i < SETTING_COUNT; i++)
        assert_string_equal(c->source[i], "default");
}

static const struct {
    const char *section, *key, *value;
    bool taken;
} values[] = {
    {"http", "listen", "[::1]:0", true},
    {"http", "listen", "", true},
    {"http", "public_url", "", true},
    {"http", "public_url", "https://photos.example.org", true},
    {"http", "public_url", "http://[::1]:8080", true},
    {"http", "public_url", "photos.example.org", false},
    {"http", "public_url", "https://photos.example.org/", false},
    {"http", "public_url", "https://a\"><b", false},
    {"http", "public_url", "ftp://photos.example.org", false},
    {"log", "level", "debug", true},
    {"log", "level", "error", true},
    {"log", "level", "loud", false},
    {"log", "level", "", false},
    {"log", "level", "error warning", false},
    {"log", "level", "INFO", false},
    {"password", "cost", "10", true},
    {"password", "cost", "20", true},
    {"password", "cost", "9", false},
    {"password", "cost", "21", false},
    {"password", "cost", "", false},
    {"password", "cost", "12x", false},
    {"password", "cost", "1e1", false},
    {"password", "cost", "12.0", false},
    {"password", "cost", " 12", false},
    {"media", "bytes_max", "1099511627776", true},
    {"media", "bytes_max", "1099511627777", false},
    {"media", "bytes_max", "99999999999999999999", false},
    {"media", "bytes_max", "-1024", false},
    {"account", "registration", "true", true},
    {"account", "registration", "off", true},
    {"account", "registration", "1", true},
    {"account", "registration", "2", false},
    {"account", "registration", "TRUE", false},
    {"account", "registration", "", false},
};

static void a_value_is_taken_when_it_is_of_the_settings_kind_and_range(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(config) c = config_new();
        if (set(c, values[i].section, values[i].key, values[i].value) != values[i].taken)
            fail_msg("%s.%s = \"%s\"", values[i].section, values[i].key, values[i].value);
    }
}

static void a_value_is_what_it_says(void **)
{
    static const struct {
        const char *value;
        bool wanted;
    } booleans[] = {{"true", true},   {"yes", true}, {"on", true},   {"1", true},
                    {"false", false}, {"no", false}, {"off", false}, {"0", false}};
    g_autoptr(config) c = config_new();
    for (size_t i = 0; i < G_N_ELEMENTS(booleans); i++) {
        assert_true(set(c, "account", "registration", booleans[i].value));
        assert_int_equal(c->account_registration, booleans[i].wanted);
    }
    assert_true(set(c, "media", "bytes_max", "2048"));
    assert_int_equal(c->media_bytes_max, 2048);
    assert_true(set(c, "data", "folder", "/var/lib/\xc3\xa4 b"));
    assert_string_equal(c->data_folder, "/var/lib/\xc3\xa4 b");
    assert_true(set(c, "log", "format", "json"));
    assert_string_equal(c->log_format, "json");
}

static void a_refused_value_leaves_the_setting_and_its_source(void **)
{
    g_autoptr(config) c = config_new();
    assert_false(set(c, "password", "cost", "99"));
    assert_false(set(c, "log", "level", "loud"));
    assert_int_equal(c->password_cost, 15);
    assert_string_equal(c->log_level, "info");
    assert_string_equal(c->source[SETTING_password_cost], "default");
}

static void a_file_sets_what_it_names(void **)
{
    g_autoptr(config) c = config_new();
    g_autofree char *error = read_text(c, "# a comment\n; another\n\n[http]\nlisten = 0.0.0.0:80\r\n"
                                          "cors_origins=https://a.example https://b.example?x=1\n"
                                          "  [ log ]  \n\tlevel\t=\twarning\t\n[http]\nloops=3");
    assert_null(error);
    assert_string_equal(c->http_listen, "0.0.0.0:80");
    assert_string_equal(c->http_cors_origins, "https://a.example https://b.example?x=1");
    assert_string_equal(c->log_level, "warning");
    assert_int_equal(c->http_loops, 3);
    assert_true(g_str_has_suffix(c->source[SETTING_http_listen], "stencil.conf:5"));
    assert_true(g_str_has_suffix(c->source[SETTING_http_loops], "stencil.conf:10"));
    assert_string_equal(c->source[SETTING_http_workers], "default");
}

static const struct {
    const char *text, *where, *what;
} wrong_files[] = {
    {"[http]\nlisten = a:1\nspeed = 9\n", "stencil.conf:3: ", "there is no setting http.speed"},
    {"[htpt]\nlisten = a:1\n", "stencil.conf:2: ", "htpt.listen"},
    {"[password]\n\n\ncost = many\n",
     "stencil.conf:4: ", "password.cost is a whole number from 10 to 20, not \"many\""},
    {"[log]\nlevel = loud\n", "stencil.conf:2: ", "log.level is one of: error warning info debug, not \"loud\""},
    {"[account]\nregistration = perhaps\n", "stencil.conf:2: ", "is true or false"},
    {"listen = a:1\n", "stencil.conf:1: ", "under a section"},
    {"[http]\nlisten\n", "stencil.conf:2: ", "listen"},
    {"[http\nlisten = a:1\n", "stencil.conf:1: ", "[http"},
    {"[http]\n= 1\n", "stencil.conf:2: ", "http."},
};

static void a_wrong_line_is_named_with_its_file_and_number(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_files); i++) {
        g_autoptr(config) c = config_new();
        g_autofree char *error = read_text(c, wrong_files[i].text);
        assert_in(error, wrong_files[i].where);
        assert_in(error, wrong_files[i].what);
    }
}

static void what_is_no_configuration_file_is_refused(void **)
{
    g_autoptr(config) c = config_new();
    char *folder = folder_new();
    g_autofree char *error = NULL, *nul = NULL;
    g_autofree char *none = g_build_filename(folder, "none.conf", NULL);
    g_autofree char *binary = g_build_filename(folder, "binary", NULL);
    assert_true(g_file_set_contents(binary, "[http]\n\0listen", 14, NULL));
    assert_false(config_read_file(c, none, &error));
    assert_in(error, "none.conf");
    assert_false(config_read_file(c, binary, &nul));
    assert_in(nul, "binary");
    folder_remove_take(folder);
}

static void variables_of_ours_are_settings(void **)
{
    static const char *const variables[] = {"PATH=/bin",
                                            "STENCIL_HTTP_LISTEN=a:1",
                                            "STENCIL_MEDIA_BYTES_MAX=4096",
                                            "STENCIL_HTTP_CORS_ORIGINS=a=b",
                                            "STENCILS=1",
                                            NULL};
    g_autoptr(config) c = config_new();
    g_autofree char *error = read_environment(c, variables);
    assert_null(error);
    assert_string_equal(c->http_listen, "a:1");
    assert_int_equal(c->media_bytes_max, 4096);
    assert_string_equal(c->http_cors_origins, "a=b");
    assert_string_equal(c->source[SETTING_http_listen], "STENCIL_HTTP_LISTEN");
}

static void a_variable_of_ours_that_is_wrong_is_named(void **)
{
    static const struct {
        const char *variable, *name;
    } wrong[] = {{"STENCIL_HTTP_SPEED=1", "STENCIL_HTTP_SPEED"},
                 {"STENCIL_HTTP=1", "STENCIL_HTTP"},
                 {"STENCIL_=1", "STENCIL_"},
                 {"STENCIL_PASSWORD_COST=9", "STENCIL_PASSWORD_COST"}};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(config) c = config_new();
        const char *const variables[] = {wrong[i].variable, NULL};
        g_autofree char *error = read_environment(c, variables);
        assert_in(error, wrong[i].name);
    }
}

/* File, then environment, then command line: the order in which the program reads them. */
static void what_is_read_later_wins(void **)
{
    static const char *const variables[] = {"STENCIL_HTTP_LISTEN=environment:1", "STENCIL_HTTP_LOOPS=2", NULL};
    g_autoptr(config) c = config_new();
    g_autofree char *of_file = read_text(c, "[http]\nlisten = file:1\nloops = 1\nworkers = 1\n");
    g_autofree char *of_environment = read_environment(c, variables);
    assert_null(of_file);
    assert_null(of_environment);
    assert_true(set(c, "http", "listen", "option:1"));
    assert_string_equal(c->http_listen, "option:1");
    assert_string_equal(c->source[SETTING_http_listen], "--option");
    assert_int_equal(c->http_loops, 2);
    assert_string_equal(c->source[SETTING_http_loops], "STENCIL_HTTP_LOOPS");
    assert_int_equal(c->http_workers, 1);
}

static char *printed(const struct config *c)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    config_print(c, out);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void what_is_printed_can_be_read_again(void **)
{
    g_autoptr(config) c = config_new();
    assert_true(set(c, "http", "loops", "7"));
    assert_true(set(c, "account", "registration", "no"));
    g_autofree char *text = printed(c);
    assert_in(text, "[http]\n");
    assert_in(text, "(--option)\nloops = 7\n");
    assert_in(text, "registration = false\n");
    g_autoptr(config) again = config_new();
    g_autofree char *error = read_text(again, text);
    assert_null(error);
    assert_int_equal(again->http_loops, 7);
    assert_false(again->account_registration);
    for (int i = 0; i < SETTING_COUNT; i++)
        assert_string_not_equal(again->source[i], "default");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_has_its_default),
        cmocka_unit_test(a_value_is_taken_when_it_is_of_the_settings_kind_and_range),
        cmocka_unit_test(a_value_is_what_it_says),
        cmocka_unit_test(a_refused_value_leaves_the_setting_and_its_source),
        cmocka_unit_test(a_file_sets_what_it_names),
        cmocka_unit_test(a_wrong_line_is_named_with_its_file_and_number),
        cmocka_unit_test(what_is_no_configuration_file_is_refused),
        cmocka_unit_test(variables_of_ours_are_settings),
        cmocka_unit_test(a_variable_of_ours_that_is_wrong_is_named),
        cmocka_unit_test(what_is_read_later_wins),
        cmocka_unit_test(what_is_printed_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
