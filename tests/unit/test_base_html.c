/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <string.h>

#include "base/html.h"

static void assert_escaped(const char *text, const char *wanted)
{
    g_autoptr(GString) html = g_string_new("<p>");
    html_add(html, text);
    assert_string_equal(html->str + strlen("<p>"), wanted);
}

static void what_html_would_read_is_escaped(void **)
{
    assert_escaped("", "");
    assert_escaped("a <script>alert(\"1\" & '2')</script>",
                   "a &lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
    assert_escaped("&amp;", "&amp;amp;");
    assert_escaped("שלום, 世界 👩🏽‍🚀", "שלום, 世界 👩🏽‍🚀");
    assert_escaped("\u202eabc", "\u202eabc");
}

static void control_characters_become_a_mark_of_what_was_there(void **)
{
    assert_escaped("a\nb\tc", "a\nb\tc");
    assert_escaped("a\rb\x1b[1m\x7f\xc2\x85\xc2\x9f", "a\ufffdb\ufffd[1m\ufffd\ufffd\ufffd");
}

/* No character but the five, and none of the 0x10ffff. */
static void nothing_else_is_changed_or_let_through(void **)
{
    for (gunichar c = 1; c <= 0x10ffff; c++) {
        char text[7] = "";
        if (!g_unichar_validate(c))
            continue;
        text[g_unichar_to_utf8(c, text)] = '\0';
        g_autoptr(GString) html = g_string_new(NULL);
        html_add(html, text);
        assert_null(strpbrk(html->str, "<>\"'"));
        if (!strchr("&<>\"'", (int)c) || c > 0x7f)
            assert_string_equal(html->str, c != '\n' && c != '\t' && g_unichar_iscntrl(c) ? "\ufffd" : text);
    }
}

static void html_is_written_with_text_in_it(void **)
{
    g_autoptr(GString) html = g_string_new(NULL);
    html_write(html, "<a href=\"%s\">%s, %d</a>", "\"><b>", "<%s>", -35);
    assert_string_equal(html->str, "<a href=\"&quot;&gt;&lt;b&gt;\">&lt;%s&gt;, -35</a>");
}

static void assert_line(const char *text, size_t characters_max, const char *wanted)
{
    g_autofree char *line = html_line(text, characters_max);
    assert_string_equal(line, wanted);
}

static void a_line_is_one_line(void **)
{
    assert_line("", 10, "");
    assert_line(" \n ", 10, "");
    assert_line(" a\n\n b\t c ", 10, "a b c");
    assert_line("a\u2028b\u2029c\u00a0d", 10, "a b c d");
    assert_line("a\u202eb\u2066c\u2069\u202cd\u200fe", 10, "abcd\u200fe");
}

static void a_long_line_ends_where_a_word_does(void **)
{
    assert_line("one two three", 13, "one two three");
    assert_line("one two three four", 10, "one two…");
    assert_line("one two three four", 12, "one two thr…");
    assert_line("abcdefghijklm", 10, "abcdefghi…");
    assert_line("ab cdefghijklm", 10, "ab cdefgh…");
}

static void what_is_seen_as_one_character_is_not_cut(void **)
{
    assert_line("aaa\u0301\u0301\u0301\u0301", 5, "aa…");
    assert_line("a👩🏽‍🚀👩🏽‍🚀", 4, "a…");
    assert_line("aaa🇩🇪🇫🇷", 5, "aa…");
    /* Of nothing but marks nothing is left. */
    assert_line("\u0301\u0301\u0301\u0301", 3, "…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_html_would_read_is_escaped),
        cmocka_unit_test(control_characters_become_a_mark_of_what_was_there),
        cmocka_unit_test(nothing_else_is_changed_or_let_through),
        cmocka_unit_test(html_is_written_with_text_in_it),
        cmocka_unit_test(a_line_is_one_line),
        cmocka_unit_test(a_long_line_ends_where_a_word_does),
        cmocka_unit_test(what_is_seen_as_one_character_is_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
