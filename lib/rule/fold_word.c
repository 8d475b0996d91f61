/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/fold.h"

#include <glib.h>
#include <string.h>

enum { PROLONGED_SOUND = 0x30FC };

/* Scripts written without blanks between words: Han, the Japanese syllabaries, Bopomofo, and
 * those whose lines break by a dictionary (class SA of UAX #14). */
static bool is_of_continuous_script(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TAI_LE:
    case G_UNICODE_SCRIPT_NEW_TAI_LUE:
    case G_UNICODE_SCRIPT_TAI_THAM:
    case G_UNICODE_SCRIPT_TAI_VIET:
    case G_UNICODE_SCRIPT_AHOM:
        return true;
    default:
        return c == PROLONGED_SOUND; /* of both syllabaries, so of neither's script */
    }
}

static bool is_symbol(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
        return true;
    default:
        return false;
    }
}

/* Whether a word may begin or end beside this character, whatever is on the other side. */
static bool is_open(const char *character)
{
    if ((unsigned char)*character < 0x80)
        return !g_ascii_isalnum(*character);
    gunichar c = g_utf8_get_char(character);
    return is_of_continuous_script(c) || is_symbol(c);
}

static bool begins_word(const char *folded, const char *at)
{
    return at == folded || is_open(g_utf8_prev_char(at)) || is_open(at);
}

static bool ends_word(const char *end)
{
    if (*end == '\0' || *end == ' ')
        return true;
    return !g_unichar_ismark(g_utf8_get_char(end)) && (is_open(end) || is_open(g_utf8_prev_char(end)));
}

bool fold_has_word(const char *folded, const char *word)
{
    size_t size = strlen(word);
    if (size == 0)
        return false;
    for (const char *at = strstr(folded, word); at; at = strstr(g_utf8_next_char(at), word))
        if (begins_word(folded, at) && ends_word(at + size))
            return true;
    return false;
}
