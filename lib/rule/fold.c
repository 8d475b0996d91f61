/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/fold.h"

#include <glib.h>
#include <string.h>

enum { TATWEEL = 0x640, DOTLESS_I = 0x131, DOT_ABOVE = 0x307 };

/* Of the Stream-Safe Text Format (UAX #15 §13): GLib takes the square of a run's length to
 * put it in order. */
enum { MARKS_MAX = 30 };

struct range {
    gunichar first, last;
};

/* Default_Ignorable_Code_Point of DerivedCoreProperties.txt, ascending, ended by {}. */
static const struct range ignorable[] = {
    {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, {},
};

/* Of what most texts consist: characters that are folded already, or part words before
 * normalization as after it, and that neither compose nor change places with a neighbour
 * (NFC_Quick_Check=Yes, UAX #15 §9). Ascending, ended by {}. Thai is missing for its marks. */
static const struct range settled[] = {
    {0x1, 0x7F},      {0xE0, 0xF6},     {0xF8, 0xFF},     {0x430, 0x45F},     {0x621, 0x63A},     {0x641, 0x64A},
    {0x901, 0x93B},   {0x93D, 0x94D},   {0x2010, 0x2016}, {0x2018, 0x2027},   {0x2600, 0x27BF},   {0x3000, 0x3029},
    {0x3041, 0x3096}, {0x30A1, 0x30FE}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},   {0xFF01, 0xFF03},   {0xFF05, 0xFF0A},
    {0xFF0C, 0xFF0F}, {0xFF1A, 0xFF1B}, {0xFF1F, 0xFF20}, {0x1F300, 0x1F6FF}, {0x1F900, 0x1F9FF}, {},
};

static bool is_in(const struct range *ranges, gunichar c)
{
    while (ranges->last && c > ranges->last)
        ranges++;
    return c >= ranges->first && ranges->last;
}

static bool is_settled(const char *text)
{
    while (*text && is_in(settled, g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text == '\0';
}

/* Counts the marks that go to one letter; whether this is one more than there may be. */
static bool is_mark_too_many(gunichar c, size_t *marks)
{
    *marks = g_unichar_combining_class(c) ? *marks + 1 : 0;
    return *marks > MARKS_MAX;
}

/* Before normalization: marks on either side of what is dropped may compose. */
static char *drop_ignorable(const char *text)
{
    GString *seen = g_string_sized_new(strlen(text));
    size_t marks = 0;
    for (const char *next; *text; text = next) {
        next = g_utf8_next_char(text);
        gunichar c = g_utf8_get_char(text);
        if (!is_in(ignorable, c) && !is_mark_too_many(c, &marks))
            g_string_append_len(seen, text, next - text);
    }
    return g_string_free(seen, FALSE);
}

/* What CaseFolding.txt says of Cherokee, whose small letters are the newer ones and become
 * the large: g_utf8_casefold swaps them. And ı and digits, as fold.h has them. */
static gunichar caseless(gunichar c)
{
    if (g_unichar_isdigit(c))
        return '0' + (gunichar)g_unichar_digit_value(c);
    if (c >= 0xAB70 && c <= 0xABBF)
        return c - 0xAB70 + 0x13A0;
    if (c >= 0x13F8 && c <= 0x13FD)
        return c - 0x13F8 + 0x13F0;
    return c == DOTLESS_I ? 'i' : c;
}

/* Before the last normalization: without its dot an i may compose with the mark that follows.
 * After the first: it takes tatweels out of the presentation forms of Arabic marks. */
static char *finish_casefold(const char *text)
{
    GString *finished = g_string_sized_new(strlen(text));
    gunichar last = 0;
    size_t marks = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = caseless(g_utf8_get_char(text));
        if (c == TATWEEL || (c == DOT_ABOVE && last == 'i') || is_mark_too_many(c, &marks))
            continue;
        g_string_append_unichar(finished, c);
        last = c;
    }
    return g_string_free(finished, FALSE);
}

static char *normalize(const char *text)
{
    g_autofree char *seen = drop_ignorable(text);
    g_autofree char *composed = g_utf8_normalize(seen, -1, G_NORMALIZE_NFKC);
    g_autofree char *folded = g_utf8_casefold(composed, -1);
    g_autofree char *finished = finish_casefold(folded);
    return g_utf8_normalize(finished, -1, G_NORMALIZE_NFKC);
}

static bool ascii_parts_words(char c)
{
    return !g_ascii_isalnum(c) && !strchr("$+<=>^|", c);
}

static bool parts_words(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
        return true;
    default:
        return false;
    }
}

/* What becomes of one character: part of a word, the end of one, or nothing. */
enum fate { STAYS, PARTS, GOES };

static enum fate fate_of(const char *character, bool follows_letter)
{
    if ((unsigned char)*character < 0x80)
        return ascii_parts_words(*character) ? PARTS : STAYS;
    gunichar c = g_utf8_get_char(character);
    if (!follows_letter && g_unichar_ismark(c))
        return GOES;
    return parts_words(c) ? PARTS : STAYS;
}

/* Of a text that is folded but for ASCII's capitals. */
static char *words_only(const char *text, size_t bytes_max)
{
    char *words = g_malloc(MIN(strlen(text), bytes_max) + 1);
    size_t length = 0;
    bool is_parted = false;
    for (const char *next; *text; text = next) {
        next = g_utf8_next_char(text);
        size_t size = (size_t)(next - text);
        enum fate fate = fate_of(text, length > 0 && !is_parted);
        if (fate == PARTS)
            is_parted = length > 0;
        if (fate != STAYS)
            continue;
        if (length + is_parted + size > bytes_max)
            break;
        if (is_parted)
            words[length++] = ' ';
        is_parted = false;
        for (; text < next; text++)
            words[length++] = g_ascii_tolower(*text);
    }
    words[length] = '\0';
    return words;
}

char *fold_text(const char *text, size_t bytes_max)
{
    if (g_str_is_ascii(text))
        return words_only(text, bytes_max);
    g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    text = valid ? valid : text;
    if (is_settled(text))
        return words_only(text, bytes_max);
    g_autofree char *normal = normalize(text);
    return words_only(normal, bytes_max);
}
