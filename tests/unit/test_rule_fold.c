/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/fold.h"

enum { BYTES_MAX = 1000 };

static void texts_fold_to_what_they_say(void **)
{
    static const struct {
        const char *name, *text, *folded;
    } cases[] = {
        {"nothing", "", ""},
        {"only blanks and punctuation", " \t\n.,;:!?-_#@()\"'*/&%~`…「」、。", ""},
        {"case", "Beautiful SCENERY", "beautiful scenery"},
        {"a run of blanks", "  Good\t\r\n  vibes  ", "good vibes"},
        {"punctuation between words", "rock-n-roll/#fun", "rock n roll fun"},
        {"an apostrophe", "Don't", "don t"},
        {"a curly apostrophe", "Don’t", "don t"},
        {"an acute for an apostrophe", "Don´t", "don t"},
        {"a backtick for an apostrophe", "Don`t", "don t"},
        {"symbols stay", "2+2=4 $5 <3 x^y a|b", "2+2=4 $5 <3 x^y a|b"},
        {"other currencies stay", "€5 ₹7 ¥9", "€5 ₹7 ¥9"},
        {"emoji stay", "Sea 🌊☀️!", "sea 🌊☀"},
        {"joined emoji", "👩‍👩‍👧", "👩👩👧"},
        {"controls",
         "a\x01"
         "b\x7f"
         "c\xc2\x85"
         "d",
         "a b c d"},
        {"spaces of every width", "a\u00a0b\u2003c\u3000d\u2028e", "a b c d e"},
        {"a soft hyphen", "scen\u00adery", "scenery"},
        {"a byte order mark", "\ufeffhello", "hello"},
        {"a zero width space", "sce\u200bnery", "scenery"},
        {"direction marks", "\u202a\u200fabc\u202c", "abc"},
        {"what is unseen does not part a letter from its mark", "e\u034f\u0301", "é"},
        {"full-width forms", "Ｓｕｍｍｅｒ　２０２４！", "summer 2024"},
        {"half-width katakana with voicing marks", "ﾊﾞﾅﾅ", "バナナ"},
        {"both wave dashes", "おはよう〜 おはよう～ x", "おはよう おはよう x"},
        {"a ligature", "ﬁre", "fire"},
        {"a mathematical alphabet", "𝓢𝓾𝓶𝓶𝓮𝓻", "summer"},
        {"circled letters", "Ⓢⓤⓝ", "sun"},
        {"composed and decomposed", "Cafe\u0301", "café"},
        {"accents stay", "Málaga", "málaga"},
        {"sharp s", "Straße", "strasse"},
        {"capital sharp s", "STRAẞE", "strasse"},
        {"Greek, final sigma", "ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσεύσ"},
        {"Cyrillic", "Привет, Мир!", "привет мир"},
        {"yo stays", "Ёлка", "ёлка"},
        {"Turkish, dotted capital", "İSTANBUL", "istanbul"},
        {"Turkish, dotless small", "ısparta ISPARTA", "isparta isparta"},
        {"an accent behind a dot that goes", "İ\u0301", "í"},
        {"Armenian", "ԲԱՐԵՒ", "բարեւ"},
        {"Georgian capitals", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"},
        {"Cherokee, small to capital", "ꭰꭱᏸ", "ᎠᎡᏰ"},
        {"Cherokee capitals stay", "ᎠᎡᏰ", "ᎠᎡᏰ"},
        {"Arabic, punctuation", "كيف حالكم؟ بخير، شكرا", "كيف حالكم بخير شكرا"},
        {"Arabic, tatweel", "جمـــال", "جمال"},
        {"Arabic, presentation forms", "ﺳﻼﻡ", "سلام"},
        {"Arabic, vowel marks stay", "صَبَاح", "صَبَاح"},
        {"Persian, a joiner", "می\u200cخواهم", "میخواهم"},
        {"Hebrew", "שלום, עולם", "שלום עולם"},
        {"Hindi, danda", "जीवन सुंदर है।", "जीवन सुंदर है"},
        {"Hindi, nukta", "पढ\u093cाई \u095d", "पढ\u093cाई ढ\u093c"},
        {"Bengali", "শুভ সকাল!", "শুভ সকাল"},
        {"Tamil", "காலை வணக்கம்.", "காலை வணக்கம்"},
        {"Thai, sara am", "น\u0e33", "น\u0e4d\u0e32"},
        {"digits of other scripts", "๒๐ ٢٠ ۲۰ २० 𝟚𝟘", "20 20 20 20 20"},
        {"numbers that are not decimal digits", "Ⅻ 三 ௰", "xii 三 ௰"},
        {"Chinese", "生活很短，要开心！", "生活很短 要开心"},
        {"traditional is not simplified", "美麗", "美麗"},
        {"Japanese, quotes", "「夏」の思い出。", "夏 の思い出"},
        {"Korean, jamo", "여름", "여름"},
        {"a mark without a letter", "\u0301a", "a"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folded = fold_text(cases[i].text, BYTES_MAX);
        if (strcmp(folded, cases[i].folded) != 0)
            fail_msg("%s: came \"%s\", wanted \"%s\"", cases[i].name, folded, cases[i].folded);
    }
}

/* The first and the last of each range of Default_Ignorable_Code_Point, as Unicode 15 has it. */
static void what_is_never_seen_is_gone(void **)
{
    static const gunichar unseen[] = {
        0xAD,   0x34F,  0x61C,   0x115F,  0x1160,  0x17B4,  0x17B5,  0x180B,  0x180F, 0x200B,
        0x200F, 0x202A, 0x202E,  0x2060,  0x206F,  0x3164,  0xFE00,  0xFE0F,  0xFEFF, 0xFFA0,
        0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(unseen); i++) {
        char character[7] = "";
        g_unichar_to_utf8(unseen[i], character);
        g_autofree char *text = g_strconcat("a", character, "b", NULL);
        g_autofree char *folded = fold_text(text, BYTES_MAX);
        if (strcmp(folded, "ab") != 0)
            fail_msg("U+%04X: came \"%s\"", unseen[i], folded);
    }
}

static void assert_folds_once(const char *text)
{
    g_autofree char *once = fold_text(text, BYTES_MAX);
    g_autofree char *twice = fold_text(once, BYTES_MAX);
    if (strcmp(once, twice) != 0 || !g_utf8_validate(once, -1, NULL))
        fail_msg("\"%s\" folds to \"%s\", then to \"%s\"", text, once, twice);
}

/* Planes 0 and 1 hold all that has case, marks or compatibility forms but for Han. */
enum { CHARACTERS = 0x20000 };

static void folding_twice_changes_nothing(void **)
{
    static const struct {
        const char *before, *behind;
    } frames[] = {{"", ""}, {"i", "\u0307"}, {"", "\u0304\u0323"}};
    for (gunichar c = 1; c < CHARACTERS; c++) {
        char character[7] = "";
        if (!g_unichar_validate(c))
            continue;
        g_unichar_to_utf8(c, character);
        for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
            g_autofree char *text = g_strconcat(frames[i].before, character, frames[i].behind, NULL);
            assert_folds_once(text);
        }
    }
}

static void assert_same_beside_a_ligature(const char *text)
{
    g_autofree char *beside = g_strconcat("ﬁ ", text, NULL);
    g_autofree char *found = fold_text(beside, BYTES_MAX);
    g_autofree char *alone = fold_text(text, BYTES_MAX);
    g_autofree char *wanted = g_strconcat("fi", *alone ? " " : "", alone, NULL);
    if (strcmp(found, wanted) != 0)
        fail_msg("\"%s\": \"%s\" on the long way, \"%s\" on the short one", text, found, wanted);
}

/* A ligature is never settled, so the whole text beside it is normalized. */
static void the_short_way_folds_as_the_long_one(void **)
{
    static const char *const before[] = {"", "a", "か", "न", "ا", "가"};
    for (gunichar c = 1; c < CHARACTERS; c++) {
        char character[7] = "";
        if (!g_unichar_validate(c))
            continue;
        g_unichar_to_utf8(c, character);
        for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
            g_autofree char *text = g_strconcat(before[i], character, NULL);
            assert_same_beside_a_ligature(text);
        }
    }
}

static void a_folded_text_is_cut_behind_a_character(void **)
{
    static const struct {
        const char *text;
        size_t bytes_max;
        const char *folded;
    } cases[] = {
        {"abcd", 4, "abcd"},  {"abcde", 4, "abcd"}, {"abc", 0, ""},      {"ab cd", 3, "ab"},
        {"ab cd", 4, "ab c"}, {"ab!", 2, "ab"},     {"海滩", 6, "海滩"}, {"海滩", 5, "海"},
        {"海滩a", 5, "海"},   {"🌊", 3, ""},         {"ﷺ", 4, "صل"},      {"   a", 1, "a"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folded = fold_text(cases[i].text, cases[i].bytes_max);
        if (strcmp(folded, cases[i].folded) != 0)
            fail_msg("\"%s\" in %zu bytes: came \"%s\"", cases[i].text, cases[i].bytes_max, folded);
    }
}

enum { MARKS_MAX = 30 };

/* "x" with two kinds of marks in turn, which have to be put in order. */
static char *marked(const char *one, const char *other, size_t count)
{
    g_autoptr(GString) text = g_string_new("x");
    for (size_t i = 0; i < count; i++)
        g_string_append(text, i % 2 ? other : one);
    return fold_text(text->str, 8 * MARKS_MAX);
}

static void a_letter_keeps_thirty_marks(void **)
{
    g_autofree char *most = marked("\u0304", "\u0323", MARKS_MAX);
    g_autofree char *one_more = marked("\u0304", "\u0323", MARKS_MAX + 1);
    g_autofree char *far_more = marked("\u0304", "\u0323", 100000);
    g_autofree char *unfolded = marked("\ufcf2", "\u200d\ufcf4", 100000); /* marks on tatweels */
    assert_int_equal(g_utf8_strlen(most, -1), 1 + MARKS_MAX);
    assert_string_equal(one_more, most);
    assert_string_equal(far_more, most);
    assert_int_equal(g_utf8_strlen(unfolded, -1), 1 + MARKS_MAX);
    assert_folds_once(most);
    assert_folds_once(unfolded);
}

static void bytes_that_are_not_utf_8_are_replaced(void **)
{
    static const char *const texts[] = {"\x80",         "a\xff",    "\xe6\xb5", "\xf0\x9f\x8c",
                                        "\xed\xa0\x80", "\xc0\xaf", "é\xc3"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *folded = fold_text(texts[i], BYTES_MAX);
        if (!strstr(folded, "\ufffd"))
            fail_msg("case %zu: came \"%s\"", i, folded);
        assert_folds_once(texts[i]);
    }
}

static void any_bytes_fold_to_valid_text_within_the_limit(void **)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int i = 0; i < 20000; i++) {
        char bytes[25] = "";
        int count = g_rand_int_range(random, 0, 25);
        for (int j = 0; j < count; j++)
            bytes[j] = (char)g_rand_int_range(random, 1, 256);
        size_t bytes_max = (size_t)g_rand_int_range(random, 0, 30);
        g_autofree char *folded = fold_text(bytes, bytes_max);
        assert_true(strlen(folded) <= bytes_max);
        assert_true(g_utf8_validate(folded, -1, NULL));
        assert_folds_once(bytes);
    }
}

static void words_are_found_whole(void **)
{
    static const struct {
        const char *text, *word;
        bool is_found;
    } cases[] = {
        {"a day at the beach", "beach", true},
        {"beach", "beach", true},
        {"beach day", "beach", true},
        {"beaches", "beach", false},
        {"seabeach", "beach", false},
        {"beach2", "beach", false},
        {"beaches and a beach", "beach", true},
        {"good morning berlin", "good morning", true},
        {"good mornings", "good morning", false},
        {"so good  morning", "good morning", false},
        {"morning good", "good morning", false},
        {"abab ab", "ab", true},
        {"ababab", "ab", false},
        {"aaa aaaa", "aaa", true},
        {"beach😍", "beach", true},
        {"😍beach", "beach", true},
        {"love 😍😍", "😍", true},
        {"hey👍🏽you", "👍", true},
        {"€5", "5", true},
        {"c++ code", "c", true},
        {"море у моря", "море", true},
        {"приморе", "море", false},
        {"x\u030c", "x", false},
        {"خير", "خ", false},
        {"صباح الخير", "الخير", true},
        {"去海滩吧", "海滩", true},
        {"海滩", "海滩", true},
        {"海", "海滩", false},
        {"beach海滩", "beach", true},
        {"beach海滩", "海滩", true},
        {"海滩beaches", "beach", false},
        {"2024年", "2024", true},
        {"夏の海へ行く", "海", true},
        {"コーヒー飲む", "コーヒー", true},
        {"朝コーヒー", "コーヒー", true},
        {"coffeeコーヒー", "coffee", true},
        {"ไปทะเลกัน", "ทะเล", true},
        {"คนิ", "คน", false},
        {"ການທ່ອງທ່ຽວລາວ", "ລາວ", true},
        {"សួស្តីភ្នំពេញ", "ភ្នំពេញ", true},
        {"바다에서", "바다", false},
        {"바다 여행", "바다", true},
        {"anything", "", false},
        {"", "", false},
        {"", "a", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (fold_has_word(cases[i].text, cases[i].word) != cases[i].is_found)
            fail_msg("\"%s\" in \"%s\": wanted %d", cases[i].word, cases[i].text, cases[i].is_found);
}

static void every_word_of_a_folded_text_is_found_in_it(void **)
{
    static const char *const texts[] = {"Weekend at the lake 🌊☀️",
                                        "Schöne Grüße aus München!",
                                        "Всё будет хорошо",
                                        "صَبَاحُ الخَيْر",
                                        "ज़िंदगी एक सफ़र है।",
                                        "夏の 思い出",
                                        "좋은 아침이에요 ㅋㅋㅋ",
                                        "สวัสดี ตอนเช้า"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *folded = fold_text(texts[i], BYTES_MAX);
        g_auto(GStrv) words = g_strsplit(folded, " ", -1);
        for (char **word = words; *word; word++)
            if (!fold_has_word(folded, *word))
                fail_msg("\"%s\" in \"%s\"", *word, folded);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_fold_to_what_they_say),
        cmocka_unit_test(what_is_never_seen_is_gone),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(the_short_way_folds_as_the_long_one),
        cmocka_unit_test(a_folded_text_is_cut_behind_a_character),
        cmocka_unit_test(a_letter_keeps_thirty_marks),
        cmocka_unit_test(bytes_that_are_not_utf_8_are_replaced),
        cmocka_unit_test(any_bytes_fold_to_valid_text_within_the_limit),
        cmocka_unit_test(words_are_found_whole),
        cmocka_unit_test(every_word_of_a_folded_text_is_found_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
