/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/collection.h"
#include "rule/fold.h"
#include "rule/words.h"

static struct refusals refusals;

static GPtrArray *checked(const char *body)
{
    json_auto_t *given = quoted(body);
    GPtrArray *list = NULL;
    if (words_check(given, &refusals, &list))
        fail_msg("refused: %s", body);
    return list;
}

static struct words *list_of(const char *const *texts, enum word_action action)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)word_free);
    for (; *texts; texts++) {
        g_autofree char *folded = fold_text(*texts, WORD_FOLDED_MAX);
        g_ptr_array_add(list, word_new(*texts, folded, action));
    }
    return words_new_take(list);
}

static void a_list_is_as_it_was_given_and_folded(void **)
{
    g_autoptr(GPtrArray) list = checked("{'words': [{'word': 'Casino!', 'action': 'report'},"
                                        " {'word': 'BUY  followers', 'action': 'refuse'}]}");
    assert_int_equal(list->len, 2);
    const struct word *first = list->pdata[0], *second = list->pdata[1];
    assert_string_equal(first->text, "Casino!");
    assert_string_equal(first->folded, "casino");
    assert_int_equal(first->action, WORD_REPORT);
    assert_string_equal(second->folded, "buy followers");
    assert_int_equal(second->action, WORD_REFUSE);
    g_autoptr(GPtrArray) none = checked("{'words': []}");
    assert_int_equal(none->len, 0);
}

static json_t *numbered(size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        g_autofree char *word = g_strdup_printf("word%zu", i);
        json_array_append_new(array, json_pack("{s:s, s:s}", "word", word, "action", "report"));
    }
    return json_pack("{s:o}", "words", array);
}

static void a_list_has_a_thousand_words_and_not_one_more(void **)
{
    json_auto_t *most = numbered(WORDS_MAX), *more = numbered(WORDS_MAX + 1);
    g_autoptr(GPtrArray) list = NULL;
    GPtrArray *untouched = NULL;
    assert_int_equal(words_check(most, &refusals, &list), OK);
    assert_int_equal(list->len, WORDS_MAX);
    assert_int_equal(words_check(more, &refusals, &untouched), E_INVALID);
    assert_null(untouched);
    assert_refused_only(&refusals, "/words", NULL);
}

static void a_word_has_64_characters_and_not_one_more(void **)
{
    for (size_t length = WORD_MAX; length <= WORD_MAX + 1; length++) {
        json_t *array = json_array();
        json_array_append_new(array, json_pack("{s:o, s:s}", "word", string_of("é", length), "action", "refuse"));
        json_auto_t *body = json_pack("{s:o}", "words", array);
        g_autoptr(GPtrArray) list = NULL;
        assert_int_equal(words_check(body, &refusals, &list), length == WORD_MAX ? OK : E_INVALID);
    }
    assert_refused_only(&refusals, "/words/0/word", NULL);
}

static void what_does_not_fit_is_refused_by_its_pointer(void **)
{
    static const char *const cases[][2] = {
        {"{}", "/words"},
        {"{'words': 1}", "/words"},
        {"{'words': ['casino']}", "/words/0"},
        {"{'words': [{'word': 'casino'}]}", "/words/0/action"},
        {"{'words': [{'word': 'casino', 'action': 'burn'}]}", "/words/0/action"},
        {"{'words': [{'word': '', 'action': 'report'}]}", "/words/0/word"},
        {"{'words': [{'word': ' …! ', 'action': 'report'}]}", "/words/0/word"},
        {"{'words': [{'word': 'Straße', 'action': 'report'}, {'word': 'STRASSE', 'action': 'refuse'}]}",
         "/words/1/word"},
        {"{'words': [], 'colour': 1}", "/colour"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *body = quoted(cases[i][0]);
        GPtrArray *untouched = NULL;
        if (words_check(body, &refusals, &untouched) != E_INVALID || untouched)
            fail_msg("taken: %s", cases[i][0]);
        assert_refused_only(&refusals, cases[i][1], NULL);
    }
}

static void append(void *context, const struct word *word)
{
    g_string_append_printf(context, "%s;", word->text);
}

static void assert_found(const struct words *words, const char *text, const char *wanted)
{
    g_autoptr(GString) found = g_string_new(NULL);
    words_find(words, text, append, found);
    if (strcmp(found->str, wanted) != 0)
        fail_msg("in \"%s\": wanted %s, came %s", text, wanted, found->str);
}

static void words_are_found_whole_and_folded_in_any_script(void **)
{
    static const char *const texts[] = {"casino", "buy followers", "казино", "赌场", "カジノ", "كازينو", "a", "ok",
                                        NULL};
    g_autoptr(words) words = list_of(texts, WORD_REPORT);
    static const char *const cases[][2] = {
        {"", ""},
        {"Nothing of that", ""},
        {"CASINO", "casino;"},
        {"the ｃａｓｉｎｏ, at night", "casino;"},
        {"ca\u00adsino", "casino;"},
        {"casinos", ""},
        {"mycasino", ""},
        {"mycasino casino", "casino;"},
        {"casino casino casino", "casino;"},
        {"Buy—followers!", "buy followers;"},
        {"buy more followers", ""},
        {"наше КАЗИНО", "казино;"},
        {"去赌场吧", "赌场;"},
        {"ｶｼﾞﾉへ", "カジノ;"},
        {"كـازيـنـو", "كازينو;"},
        {"a casino", "a;casino;"},
        {"A", "a;"},
        {"o k", ""},
        {"OK?", "ok;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_found(words, cases[i][0], cases[i][1]);
}

static void an_empty_list_finds_nothing(void **)
{
    static const char *const texts[] = {NULL};
    g_autoptr(words) words = list_of(texts, WORD_REPORT);
    assert_found(words, "casino", "");
}

/* Of few letters, so that words are parts of each other and of texts. */
static char *random_text(size_t most)
{
    static const char *const letters[] = {"a", "b", " ", "é", "海", "😀", "-"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t left = 1 + (size_t)rand() % most; left; left--)
        g_string_append(text, letters[(size_t)rand() % G_N_ELEMENTS(letters)]);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void count(void *context, const struct word *word)
{
    (void)word;
    ++*(unsigned *)context;
}

static void what_is_found_is_what_comparing_each_word_would_find(void **)
{
    enum { ROUNDS = 300, WORDS = 40, SEED = 11 };
    srand(SEED);
    for (int round = 0; round < ROUNDS; round++) {
        g_auto(GStrv) texts = g_new0(char *, WORDS + 1);
        unsigned wanted = 0, found = 0;
        g_autofree char *text = random_text(60), *folded = fold_text(text, WORDS_TEXT_MAX);
        for (size_t i = 0; i < WORDS; i++) {
            g_autofree char *word = NULL;
            do {
                g_free(texts[i]);
                texts[i] = random_text(9);
                g_free(word);
                word = fold_text(texts[i], WORD_FOLDED_MAX);
            } while (!*word); /* as words_check() wants it */
            wanted += fold_has_word(folded, word);
        }
        g_autoptr(words) words = list_of((const char *const *)texts, WORD_REPORT);
        words_find(words, text, count, &found);
        if (found != wanted)
            fail_msg("round %d, in \"%s\": wanted %u, came %u", round, text, wanted, found);
    }
}

static json_t *whole(const char *text)
{
    json_auto_t *given = quoted(text);
    json_t *document = NULL;
    assert_int_equal(collection_check(given, &refusals, &document), OK);
    return document;
}

#define PHOTO "{'media': '" ID_1 "'}"

static void every_field_that_people_read_is_looked_through(void **)
{
    static const char *const texts[] = {"casino", NULL};
    static const char *const cases[][2] = {
        {"{'images': [" PHOTO ", {'media': '" ID_1 "', 'alt': 'casino'}]}", "/images/1/alt"},
        {"{'images': [" PHOTO "], 'texts': [{'image': 0, 'position': {'x': 0, 'y': 0}, 'configuration': {'content': "
         "'the Casino'}}]}",
         "/texts/0/configuration/content"},
        {"{'images': [" PHOTO "], 'description': 'casino'}", "/description"},
        {"{'images': [" PHOTO "], 'topics': ['sea', 'CASINO']}", "/topics/1"},
        {"{'images': [" PHOTO "], 'location': {'name': 'Casino'}}", "/location/name"},
        {"{'images': [" PHOTO "], 'audio': {'media': '" ID_2 "', 'name': 'Casino'}}", "/audio/name"},
    };
    g_autoptr(words) refused = list_of(texts, WORD_REFUSE), reported = list_of(texts, WORD_REPORT);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *document = whole(cases[i][0]);
        g_autoptr(GPtrArray) none = g_ptr_array_new(), one = g_ptr_array_new();
        assert_int_equal(words_look(refused, document, &refusals, none), E_INVALID);
        assert_refused_only(&refusals, cases[i][1], NULL);
        assert_int_equal(none->len, 0);
        assert_int_equal(words_look(reported, document, &refusals, one), OK);
        assert_int_equal(one->len, 1);
    }
}

static void a_word_that_is_there_often_is_reported_once(void **)
{
    static const char *const texts[] = {"casino", "sea", NULL};
    g_autoptr(words) words = list_of(texts, WORD_REPORT);
    g_autoptr(GPtrArray) reported = g_ptr_array_new();
    json_auto_t *document = whole("{'images': [" PHOTO "], 'description': 'casino', 'topics': ['sea', 'casino']}");
    assert_int_equal(words_look(words, document, &refusals, reported), OK);
    assert_int_equal(reported->len, 2);
}

static json_t *largest(void)
{
    json_t *texts = json_array();
    for (size_t i = 0; i < COLLECTION_TEXTS_MAX; i++)
        json_array_append_new(
            texts, json_pack("{s:{s:o}}", "configuration", "content", string_of("word99 wo", TEXT_CONTENT_MAX / 9)));
    return json_pack("{s:o}", "texts", texts);
}

static void a_large_collection_is_looked_through_soon(void **)
{
    enum { LIMIT_US = 500000 };
    json_auto_t *body = numbered(WORDS_MAX), *document = largest();
    json_auto_t *small = whole("{'images': [" PHOTO "], 'description': 'A walk along the beach, and then home again'}");
    GPtrArray *list = NULL;
    g_autoptr(GPtrArray) reported = g_ptr_array_new();
    assert_int_equal(words_check(body, &refusals, &list), OK);
    int64_t start_us = g_get_monotonic_time();
    g_autoptr(words) words = words_new_take(list);
    int64_t made_us = g_get_monotonic_time();
    assert_int_equal(words_look(words, small, &refusals, reported), OK);
    int64_t small_us = g_get_monotonic_time();
    assert_int_equal(words_look(words, document, &refusals, reported), OK);
    int64_t end_us = g_get_monotonic_time();
    print_message("1000 words: made ready in %d us, a short text %d us, 200 texts of 1000 characters %d us\n",
                  (int)(made_us - start_us), (int)(small_us - made_us), (int)(end_us - small_us));
    assert_in_range(end_us - start_us, 0, LIMIT_US);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_as_it_was_given_and_folded),
        cmocka_unit_test(a_list_has_a_thousand_words_and_not_one_more),
        cmocka_unit_test(a_word_has_64_characters_and_not_one_more),
        cmocka_unit_test(what_does_not_fit_is_refused_by_its_pointer),
        cmocka_unit_test(words_are_found_whole_and_folded_in_any_script),
        cmocka_unit_test(an_empty_list_finds_nothing),
        cmocka_unit_test(what_is_found_is_what_comparing_each_word_would_find),
        cmocka_unit_test(every_field_that_people_read_is_looked_through),
        cmocka_unit_test(a_word_that_is_there_often_is_reported_once),
        cmocka_unit_test(a_large_collection_is_looked_through_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
