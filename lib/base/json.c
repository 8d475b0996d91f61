/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <stdbool.h>
#include <string.h>

#include "base/clock.h"

enum { DOUBLE_DIGITS_SAFE = 15, DOUBLE_DIGITS_ALL = 17 };

/* The shortest of 15, 16 and 17 digits that reads back as the same double. */
static void append_number(GString *out, const char *token, size_t length)
{
    char given[64], tried[64];
    if (length <= DOUBLE_DIGITS_SAFE || length >= sizeof given || !memchr(token, '.', length)) {
        g_string_append_len(out, token, (gssize)length);
        return;
    }
    memcpy(given, token, length);
    given[length] = '\0';
    double value = g_ascii_strtod(given, NULL);
    static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(tried, sizeof tried, formats[i], value);
        if (g_ascii_strtod(tried, NULL) == value)
            break;
    }
    g_string_append(out, tried);
    /* A real stays a real for whoever tells 1 from 1.0. */
    if (!strpbrk(tried, ".e"))
        g_string_append(out, ".0");
}

static size_t string_length(const char *from, const char *end)
{
    const char *c = from + 1;
    while (c < end && *c != '"')
        c += *c == '\\' ? 2 : 1;
    return (size_t)(c - from) + 1;
}

GString *json_text(const json_t *value)
{
    g_autofree char *raw = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(DOUBLE_DIGITS_ALL));
    size_t size = strlen(raw);
    const char *end = raw + size;
    GString *out = g_string_sized_new(size + 1);
    for (const char *c = raw; c < end;) {
        size_t length;
        if (*c == '"') {
            length = string_length(c, end);
            g_string_append_len(out, c, (gssize)length);
        } else if (*c == '-' || g_ascii_isdigit(*c)) {
            length = strspn(c, "+-.0123456789eE");
            append_number(out, c, length);
        } else {
            length = 1;
            g_string_append_c(out, *c);
        }
        c += length;
    }
    return out;
}

static bool is_too_deep(const char *text, size_t size)
{
    int depth = 0;
    for (const char *c = text, *end = text + size; c < end; c++) {
        if (*c == '"')
            c += string_length(c, end) - 1;
        else if ((*c == '[' || *c == '{') && ++depth > JSON_DEPTH_MAX)
            return true;
        else if (*c == ']' || *c == '}')
            depth--;
    }
    return false;
}

json_t *json_parse(const char *text, size_t size, char **error)
{
    json_error_t e;
    /* jansson takes a NUL between tokens for the end of the text. */
    if (memchr(text, '\0', size)) {
        *error = g_strdup("The JSON has a NUL character.");
        return NULL;
    }
    if (is_too_deep(text, size)) {
        *error = g_strdup_printf("The JSON is nested deeper than %d levels.", JSON_DEPTH_MAX);
        return NULL;
    }
    json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
    if (!value)
        *error = g_strdup_printf("The JSON could not be read at line %d, column %d: %s.", e.line, e.column, e.text);
    return value;
}

json_t *json_time(int64_t time_us)
{
    char text[CLOCK_TEXT_SIZE];
    if (!time_us)
        return json_null();
    clock_text(time_us, text);
    return json_string(text);
}

json_t *json_text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}
