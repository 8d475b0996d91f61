/* SPDX-License-Identifier: Apache-2.0 */
#include "base/html.h"

#include <stdbool.h>

static void add_character(GString *to, gunichar c)
{
    switch (c) {
    case '&':
        g_string_append(to, "&amp;");
        break;
    case '<':
        g_string_append(to, "&lt;");
        break;
    case '>':
        g_string_append(to, "&gt;");
        break;
    case '"':
        g_string_append(to, "&quot;");
        break;
    case '\'':
        g_string_append(to, "&#39;");
        break;
    default:
        g_string_append_unichar(to, c != '\n' && c != '\t' && g_unichar_iscntrl(c) ? 0xfffd : c);
    }
}

void html_add(GString *to, const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        add_character(to, g_utf8_get_char(at));
}

void html_write(GString *to, const char *html, ...)
{
    va_list args;
    va_start(args, html);
    for (; *html; html++) {
        if (*html != '%')
            g_string_append_c(to, *html);
        else if (*++html == 's')
            html_add(to, va_arg(args, const char *));
        else
            g_string_append_printf(to, "%d", va_arg(args, int));
    }
    va_end(args);
}

/* Embeddings, overrides and isolates (UAX #9, 2.1 to 2.4). The marks LRM, RLM, ALM end by themselves. */
static bool is_direction_control(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_blank(gunichar c)
{
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029;
}

static char *one_line(const char *text)
{
    GString *line = g_string_new(NULL);
    bool is_due = false;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_direction_control(c))
            continue;
        if (is_blank(c)) {
            is_due = line->len > 0;
            continue;
        }
        if (is_due)
            g_string_append_c(line, ' ');
        is_due = false;
        g_string_append_unichar(line, c);
    }
    return g_string_free(line, FALSE);
}

/* Whether `c` belongs to what stands before it: marks, joiners and what they join, variation
 * selectors, skin tones, the letters of flags. More is taken off than need be, never less. */
static bool belongs_before(gunichar before, gunichar c)
{
    bool is_flag = c >= 0x1f1e6 && c <= 0x1f1ff, is_tone = c >= 0x1f3fb && c <= 0x1f3ff;
    bool is_tag = c >= 0xe0020 && c <= 0xe007f;
    return g_unichar_ismark(c) || c == 0x200d || before == 0x200d || is_flag || is_tone || is_tag;
}

static const char *cut(const char *line, size_t characters_max)
{
    const char *end = g_utf8_offset_to_pointer(line, (glong)characters_max - 1);
    const char *least = g_utf8_offset_to_pointer(line, (glong)(characters_max * 2 / 3));
    for (const char *at = end; at > least; at = g_utf8_prev_char(at))
        if (*at == ' ')
            return at;
    while (end > line && belongs_before(g_utf8_get_char(g_utf8_prev_char(end)), g_utf8_get_char(end)))
        end = g_utf8_prev_char(end);
    return end;
}

char *html_line(const char *text, size_t characters_max)
{
    g_autofree char *line = one_line(text);
    if ((size_t)g_utf8_strlen(line, -1) <= characters_max)
        return g_steal_pointer(&line);
    return g_strdup_printf("%.*s…", (int)(cut(line, characters_max) - line), line);
}
