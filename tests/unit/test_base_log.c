/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <glib.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

struct capture {
    int out, kept;
};

/* Standard error is where log_line() writes. A pipe holds all that these tests write. */
static struct capture capture_begin(void)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    struct capture c = {ends[0], dup(STDERR_FILENO)};
    assert_true(c.kept >= 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    return c;
}

static char *capture_end(struct capture *c)
{
    GString *text = g_string_new(NULL);
    char piece[4096];
    ssize_t size;
    dup2(c->kept, STDERR_FILENO);
    close(c->kept);
    while ((size = read(c->out, piece, sizeof piece)) > 0)
        g_string_append_len(text, piece, size);
    close(c->out);
    return g_string_free(text, FALSE);
}

/* What follows the time, which differs. */
static char *without_time(const char *line, const char *before)
{
    assert_true(g_str_has_prefix(line, before));
    return g_strdup(line + strlen(before) + strlen("2026-11-22T18:19:54.123456Z"));
}

static const struct {
    const char *value, *logfmt, *json;
} values[] = {
    {"plain", "plain", "\"plain\""},
    {"", "\"\"", "\"\""},
    {"two words", "\"two words\"", "\"two words\""},
    {"a=b", "\"a=b\"", "\"a=b\""},
    {"say \"hi\"", "\"say \\\"hi\\\"\"", "\"say \\\"hi\\\"\""},
    {"back\\slash", "\"back\\\\slash\"", "\"back\\\\slash\""},
    {"a\nb\x7f", "\"a\\u000ab\\u007f\"", "\"a\\u000ab\\u007f\""},
    {"gr\xc3\xbc\xc3\x9f", "\"gr\xc3\xbc\xc3\x9f\"", "\"gr\xc3\xbc\xc3\x9f\""},
};

static void a_line_of_logfmt_quotes_what_is_not_plain(void **)
{
    log_setup(LOG_INFO, LOG_FORMAT_LOGFMT);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        struct capture c = capture_begin();
        log_line(LOG_INFO, "event", "none", NULL, "key", values[i].value, NULL);
        g_autofree char *line = capture_end(&c);
        g_autofree char *rest = without_time(line, "time=");
        g_autofree char *wanted = g_strdup_printf(" level=info event=event key=%s\n", values[i].logfmt);
        assert_string_equal(rest, wanted);
    }
}

static void a_line_of_json_is_one_object(void **)
{
    log_setup(LOG_INFO, LOG_FORMAT_JSON);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        struct capture c = capture_begin();
        log_line(LOG_WARNING, "event", "none", NULL, "key", values[i].value, NULL);
        g_autofree char *line = capture_end(&c);
        g_autofree char *rest = without_time(line, "{\"time\":\"");
        g_autofree char *wanted =
            g_strdup_printf("\",\"level\":\"warning\",\"event\":\"event\",\"key\":%s}\n", values[i].json);
        assert_string_equal(rest, wanted);
        json_auto_t *object = json_loads(line, 0, NULL);
        assert_string_equal(json_string_value(json_object_get(object, "key")), values[i].value);
    }
}

/* A path comes from outside as any bytes; who reads the log expects UTF-8. */
static void bytes_that_are_no_utf_8_do_not_break_the_line(void **)
{
    log_setup(LOG_INFO, LOG_FORMAT_JSON);
    struct capture c = capture_begin();
    log_line(LOG_INFO, "event", "path", "/\xff\xc3", NULL);
    g_autofree char *line = capture_end(&c);
    json_auto_t *object = json_loads(line, 0, NULL);
    assert_non_null(object);
    assert_true(g_str_has_prefix(json_string_value(json_object_get(object, "path")), "/"));
}

static void what_is_less_important_is_left_out(void **)
{
    for (enum log_level least = LOG_ERROR; least <= LOG_DEBUG; least++)
        for (enum log_level level = LOG_ERROR; level <= LOG_DEBUG; level++) {
            log_setup(least, LOG_FORMAT_LOGFMT);
            struct capture c = capture_begin();
            log_line(level, "event", NULL);
            g_autofree char *line = capture_end(&c);
            assert_int_equal(*line != '\0', level <= least);
        }
}

enum { THREADS = 8, LINES = 8 };

static void *write_lines(void *name)
{
    for (int i = 0; i < LINES; i++)
        log_line(LOG_INFO, "event", "thread", name, NULL);
    return NULL;
}

static void lines_of_several_threads_do_not_mix(void **)
{
    static char names[THREADS][2] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    GThread *threads[THREADS];
    log_setup(LOG_INFO, LOG_FORMAT_JSON);
    struct capture c = capture_begin();
    for (int i = 0; i < THREADS; i++)
        threads[i] = g_thread_new(names[i], write_lines, names[i]);
    for (int i = 0; i < THREADS; i++)
        g_thread_join(threads[i]);
    g_autofree char *text = capture_end(&c);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    assert_int_equal(g_strv_length(lines), THREADS * LINES + 1);
    for (int i = 0; i < THREADS * LINES; i++) {
        json_auto_t *object = json_loads(lines[i], 0, NULL);
        assert_non_null(object);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_logfmt_quotes_what_is_not_plain),
        cmocka_unit_test(a_line_of_json_is_one_object),
        cmocka_unit_test(bytes_that_are_no_utf_8_do_not_break_the_line),
        cmocka_unit_test(what_is_less_important_is_left_out),
        cmocka_unit_test(lines_of_several_threads_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
