/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/license.h"

/* Written out, so that no change of the table goes unseen. Rows: the source's licence; columns: what
 * is made from it, both in the order of enum license. '+': accepted. */
static const char *const wanted[LICENSE_COUNT] = {
    /*   reserved CC0 BY SA ND NC NCSA NCND */
    [LICENSE_ALL_RIGHTS_RESERVED] = "+.......",
    [LICENSE_CC0] = "++++++++",
    [LICENSE_BY] = "+.++++++",
    [LICENSE_BY_SA] = "...+....",
    [LICENSE_BY_ND] = "+...+..+",
    [LICENSE_BY_NC] = "+....+++",
    [LICENSE_BY_NC_SA] = "......+.",
    [LICENSE_BY_NC_ND] = "+......+",
};

static void every_pair_of_licences_is_decided(void **)
{
    for (int source = 0; source < LICENSE_COUNT; source++)
        for (int made = 0; made < LICENSE_COUNT; made++) {
            bool accepts = license_accepts((enum license)source) & LICENSE_BIT(made);
            if (accepts != (wanted[source][made] == '+'))
                fail_msg("%s made from %s: came %s", license_names[made], license_names[source],
                         accepts ? "accepted" : "refused");
        }
}

/* What may be done with a work under the licence, by anybody. */
static bool lets(enum license license, const char *what)
{
    if (license == LICENSE_ALL_RIGHTS_RESERVED)
        return false;
    return strcmp(what, "without a name") == 0 ? license == LICENSE_CC0 : !strstr(license_names[license], what);
}

static void nothing_that_is_accepted_gives_more_than_its_source(void **)
{
    static const char *const ways[] = {"-NC", "-ND", "without a name"};
    for (int source = 0; source < LICENSE_COUNT; source++)
        for (int made = 0; made < LICENSE_COUNT; made++)
            for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
                if (license_accepts((enum license)source) & LICENSE_BIT(made) && lets((enum license)made, ways[i]))
                    assert_true(lets((enum license)source, ways[i]));
}

/* Through any number of generations: what the third accepts of the second, the first accepts, too. */
static void what_is_made_from_what_was_made_is_no_freer(void **)
{
    for (int first = 0; first < LICENSE_COUNT; first++)
        for (int second = 0; second < LICENSE_COUNT; second++)
            if (license_accepts((enum license)first) & LICENSE_BIT(second))
                assert_int_equal(license_accepts((enum license)second) & ~license_accepts((enum license)first), 0);
}

static void every_licence_accepts_itself(void **)
{
    for (int i = 0; i < LICENSE_COUNT; i++)
        assert_true(license_accepts((enum license)i) & LICENSE_BIT(i));
}

static void a_name_that_is_not_of_the_list_is_the_strictest(void **)
{
    for (int i = 0; i < LICENSE_COUNT; i++)
        assert_int_equal(license_parse(license_names[i]), i);
    assert_null(license_names[LICENSE_COUNT]);
    assert_int_equal(license_parse(NULL), LICENSE_ALL_RIGHTS_RESERVED);
    assert_int_equal(license_parse("cc0-1.0"), LICENSE_ALL_RIGHTS_RESERVED);
    assert_int_equal(license_parse(""), LICENSE_ALL_RIGHTS_RESERVED);
}

static void one_is_chosen_that_all_sources_accept(void **)
{
    enum license chosen = LICENSE_CC0;
    assert_true(license_choose(LICENSE_ANY, LICENSE_BY_NC, &chosen));
    assert_int_equal(chosen, LICENSE_BY_NC);
    assert_true(license_choose(license_accepts(LICENSE_BY_SA), LICENSE_ALL_RIGHTS_RESERVED, &chosen));
    assert_int_equal(chosen, LICENSE_BY_SA);
    assert_true(license_choose(license_accepts(LICENSE_BY) & license_accepts(LICENSE_BY_NC), LICENSE_BY, &chosen));
    assert_int_equal(chosen, LICENSE_ALL_RIGHTS_RESERVED);
    chosen = LICENSE_BY_ND;
    assert_false(license_choose(license_accepts(LICENSE_BY_SA) & license_accepts(LICENSE_BY_NC), LICENSE_BY, &chosen));
    assert_int_equal(chosen, LICENSE_BY_ND);
}

static json_t *with_texts(const char *first, const char *second)
{
    return json_pack("{s:[{s:{s:s}}, {s:{s:s}}]}", "texts", "configuration", "content", first, "configuration",
                     "content", second);
}

static const struct {
    const char *first, *second;
    bool takes;
} texts[] = {
    {"Beautiful scenery", "At the sea", true},
    {"Beautiful scenery", "Mine", true},
    {"Mine", "Quite another", false},
    {"", "", false},
    {"Mine", "", false},
    /* Case, white space, punctuation, and other forms of the same letters make nothing new. */
    {"BEAUTIFUL\nscenery!", "", true},
    {"Ｂｅａｕｔｉｆｕｌ scenery", "", true},
    /* A part, and the whole with more. */
    {"Beautiful", "", true},
    {"Beautiful scenery by me", "", true},
    /* At another number. */
    {"at the sea", "", true},
    {"at the seaside", "", false},
};

static void words_are_somebodys_own_when_they_are_none_of_the_templates(void **)
{
    json_auto_t *template = with_texts("Beautiful scenery", "At the sea");
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        json_auto_t *collection = with_texts(texts[i].first, texts[i].second);
        if (license_takes_over(template, collection) != texts[i].takes)
            fail_msg("\"%s\", \"%s\": wanted %s", texts[i].first, texts[i].second, texts[i].takes ? "taken" : "own");
    }
}

static void a_text_without_letters_is_compared_as_it_is(void **)
{
    json_auto_t *template = with_texts("♥", ""), *same = with_texts(" ♥ ", ""), *other = with_texts("★", "");
    assert_true(license_takes_over(template, same));
    assert_false(license_takes_over(template, other));
}

static const struct {
    const char *template, *collection;
    bool takes;
} materials[] = {
    {"{}", "{}", false},
    {"{'audio': null, 'stickers': []}", "{'audio': null, 'stickers': []}", false},
    {"{'audio': {'media': 'a'}}", "{'audio': {'media': 'a', 'start_ms': 9}}", true},
    {"{'audio': {'media': 'a'}}", "{'audio': {'media': 'b'}}", false},
    {"{'audio': {'media': 'a'}}", "{'audio': null}", false},
    {"{'audio': null}", "{'audio': {'media': 'a'}}", false},
    {"{'stickers': [{'media': 's'}]}", "{'stickers': [{'media': 'x'}, {'media': 's', 'width': 1}]}", true},
    {"{'stickers': [{'media': 's'}]}", "{'stickers': [{'media': 'x'}]}", false},
    /* A place, a look, a filter are what a template lends. */
    {"{'filters': [{'type': 'warm'}], 'texts': [{'position': {'x': 1}, 'configuration': {'content': 'A'}}]}",
     "{'filters': [{'type': 'warm'}], 'texts': [{'position': {'x': 1}, 'configuration': {'content': 'B'}}]}", false},
};

static void sound_and_stickers_are_taken_over_by_the_file(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(materials); i++) {
        json_auto_t *template = quoted(materials[i].template), *collection = quoted(materials[i].collection);
        if (license_takes_over(template, collection) != materials[i].takes)
            fail_msg("%s of %s", materials[i].collection, materials[i].template);
    }
}

/* The part of the address that differs is the identifier's own, in small letters. */
static void every_licence_but_the_strictest_can_be_read(void **)
{
    assert_null(license_url(LICENSE_ALL_RIGHTS_RESERVED));
    assert_string_equal(license_url(LICENSE_CC0), "https://creativecommons.org/publicdomain/zero/1.0/");
    for (int license = LICENSE_BY; license < LICENSE_COUNT; license++) {
        g_autofree char *name = g_ascii_strdown(license_names[license] + strlen("CC-"), -1);
        name[strlen(name) - strlen("-4.0")] = '\0';
        g_autofree char *url = g_strdup_printf("https://creativecommons.org/licenses/%s/4.0/", name);
        assert_string_equal(license_url((enum license)license), url);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_licences_is_decided),
        cmocka_unit_test(nothing_that_is_accepted_gives_more_than_its_source),
        cmocka_unit_test(what_is_made_from_what_was_made_is_no_freer),
        cmocka_unit_test(every_licence_accepts_itself),
        cmocka_unit_test(a_name_that_is_not_of_the_list_is_the_strictest),
        cmocka_unit_test(one_is_chosen_that_all_sources_accept),
        cmocka_unit_test(words_are_somebodys_own_when_they_are_none_of_the_templates),
        cmocka_unit_test(a_text_without_letters_is_compared_as_it_is),
        cmocka_unit_test(sound_and_stickers_are_taken_over_by_the_file),
        cmocka_unit_test(every_licence_but_the_strictest_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
