/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

static enum log_level least_level = LOG_INFO;
static enum log_format line_format = LOG_FORMAT_LOGFMT;

void log_setup(enum log_level least, enum log_format format)
{
    least_level = least;
    line_format = format;
}

/* JSON's escapes, which logfmt's quoted values share. */
static void append_quoted(GString *line, const char *value)
{
    g_string_append_c(line, '"');
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_printf(line, "\\%c", *c);
        else if (*c < 0x20 || *c == 0x7f)
            g_string_append_printf(line, "\\u%04x", *c);
        else
            g_string_append_c(line, (char)*c);
    }
    g_string_append_c(line, '"');
}

static bool is_bare(const char *value)
{
    for (const unsigned char *c = (const unsigned char *)value; *c; c++)
        if (*c <= 0x20 || *c >= 0x7f || *c == '"' || *c == '=' || *c == '\\')
            return false;
    return *value != '\0';
}

static void append_pair(GString *line, const char *key, const char *given)
{
    /* A path is logged as it came, which need not be UTF-8. */
    g_autofree char *value = g_utf8_make_valid(given, -1);
    if (line_format == LOG_FORMAT_JSON) {
        g_string_append_printf(line, "%s\"%s\":", line->len > 1 ? "," : "", key);
        append_quoted(line, value);
        return;
    }
    g_string_append_printf(line, "%s%s=", line->len ? " " : "", key);
    if (is_bare(value))
        g_string_append(line, value);
    else
        append_quoted(line, value);
}

void log_line(enum log_level level, const char *event, ...)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    if (level > least_level)
        return;
    g_autoptr(GString) line = g_string_sized_new(256);
    char time[CLOCK_TEXT_SIZE];
    clock_text(clock_now_us(), time);
    if (line_format == LOG_FORMAT_JSON)
        g_string_append_c(line, '{');
    append_pair(line, "time", time);
    append_pair(line, "level", names[level]);
    append_pair(line, "event", event);
    va_list args;
    va_start(args, event);
    for (const char *key; (key = va_arg(args, const char *));) {
        const char *value = va_arg(args, const char *);
        if (value)
            append_pair(line, key, value);
    }
    va_end(args);
    g_string_append(line, line_format == LOG_FORMAT_JSON ? "}\n" : "\n");
    /* A log that cannot be written has nowhere to be reported. */
    if (write(STDERR_FILENO, line->str, line->len) < 0)
        return;
}
