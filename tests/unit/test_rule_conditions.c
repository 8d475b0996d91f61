/* SPDX-License-Identifier: Apache-2.0
 *
 * Every condition at its thresholds: at, one below, one above.
 */
#include "rule_test.h"

#include <math.h>
#include "rule/policy.h"

static struct verdict found(const char *text, const struct facts *facts, int64_t now_us)
{
    json_auto_t *tree = quoted(text);
    struct refusals refusals = {NULL};
    struct path at = {.refusals = &refusals};
    if (policy_check(&at, tree)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("%s: %s", text, all);
    }
    g_autoptr(policy) policy = policy_compile(tree);
    struct evidence evidence = {facts, now_us};
    struct verdict verdict;
    policy_evaluate(policy, &evidence, &verdict);
    return verdict;
}

static char *sentence(const char *text, const struct facts *facts)
{
    json_auto_t *tree = quoted(text);
    g_autoptr(policy) policy = policy_compile(tree);
    struct evidence evidence = {facts, 0};
    return policy_missing(policy, &evidence);
}

/* Facts with nothing in them but what a case says. */
static struct facts filled(struct facts f)
{
    char **texts[] = {&f.languages, &f.topics, &f.words, &f.text_prints};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = *texts[i] ? *texts[i] : (char *)"";
    return f;
}
#define FACTS(...) filled((struct facts){__VA_ARGS__})

static void each_range_holds_from_its_minimum_to_its_maximum(void **)
{
    static const struct {
        const char *name;
        size_t least, greatest; /* offsets in struct facts */
        bool is_real;
    } cases[] = {
        {"images", offsetof(struct facts, images), offsetof(struct facts, images), false},
        {"texts", offsetof(struct facts, texts), offsetof(struct facts, texts), false},
        {"stickers", offsetof(struct facts, stickers), offsetof(struct facts, stickers), false},
        {"width", offsetof(struct facts, min_width), offsetof(struct facts, max_width), false},
        {"height", offsetof(struct facts, min_height), offsetof(struct facts, max_height), false},
        {"aspect_ratio", offsetof(struct facts, min_aspect_ratio), offsetof(struct facts, max_aspect_ratio), true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (int value = 3; value <= 9; value++) {
            struct facts facts = FACTS();
            size_t offsets[] = {cases[i].least, cases[i].greatest};
            for (int k = 0; k < 2; k++) {
                if (cases[i].is_real)
                    *(double *)((char *)&facts + offsets[k]) = value;
                else
                    *(int64_t *)((char *)&facts + offsets[k]) = value;
            }
            g_autofree char *min = g_strdup_printf("{'attributes': {'min_%s': 5}}", cases[i].name);
            g_autofree char *max = g_strdup_printf("{'attributes': {'max_%s': 7}}", cases[i].name);
            g_autofree char *both =
                g_strdup_printf("{'attributes': {'min_%s': 5, 'max_%s': 7}}", cases[i].name, cases[i].name);
            assert_int_equal(found(min, &facts, 0).is_eligible, value >= 5);
            assert_int_equal(found(max, &facts, 0).is_eligible, value <= 7);
            assert_int_equal(found(both, &facts, 0).is_eligible, value >= 5 && value <= 7);
        }
    }
}

/* Of several images the smallest must reach the minimum, the largest not exceed the maximum. */
static void a_range_is_held_by_all_images(void **)
{
    struct facts facts = FACTS(.min_width = 4, .max_width = 8);
    assert_true(found("{'attributes': {'min_width': 4, 'max_width': 8}}", &facts, 0).is_eligible);
    assert_false(found("{'attributes': {'min_width': 5}}", &facts, 0).is_eligible);
    assert_false(found("{'attributes': {'max_width': 7}}", &facts, 0).is_eligible);
}

static void age_holds_by_the_clock_and_says_when_it_changes(void **)
{
    static const char both[] = "{'attributes': {'min_age_ms': 10, 'max_age_ms': 20}}";
    static const struct {
        int64_t age_us;
        bool holds;
        int64_t changes_at_us; /* after posting */
    } cases[] = {
        {0, false, 10000},    {9999, false, 10000}, {10000, true, 21000},
        {20999, true, 21000}, {21000, false, 0},    {-5, false, 10000},
    };
    struct facts facts = FACTS(.posted_us = 1000000);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct verdict v = found(both, &facts, facts.posted_us + cases[i].age_us);
        assert_int_equal(v.is_eligible, cases[i].holds);
        assert_int_equal(v.due_us, cases[i].changes_at_us ? facts.posted_us + cases[i].changes_at_us : 0);
    }
    assert_int_equal(found("{'any': [{'attributes': {'min_age_ms': 50}}, {'attributes': {'min_age_ms': 7}}]}", &facts,
                           facts.posted_us)
                         .due_us,
                     facts.posted_us + 7000);
    assert_int_equal(found("{'creator_opted_in': {}}", &facts, 0).due_us, 0);
}

static void what_is_there_or_not_is_told_apart(void **)
{
    struct facts with =
        FACTS(.has_audio = true, .texts = 1, .stickers = 1, .filters = 1, .has_location = true, .is_second = true);
    struct facts without = FACTS();
    static const char *const names[] = {"has_audio",   "has_text",     "has_stickers",
                                        "has_filters", "has_location", "made_with_template"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *yes = g_strdup_printf("{'attributes': {'%s': true}}", names[i]);
        g_autofree char *no = g_strdup_printf("{'attributes': {'%s': false}}", names[i]);
        assert_true(found(yes, &with, 0).is_eligible);
        assert_false(found(no, &with, 0).is_eligible);
        assert_false(found(yes, &without, 0).is_eligible);
        assert_true(found(no, &without, 0).is_eligible);
    }
}

static void a_language_takes_in_its_variants_only(void **)
{
    static const struct {
        const char *languages, *wanted;
        bool holds;
    } cases[] = {
        {"\nen\nzh-hant\n", "zh", true},
        {"\nen\nzh-hant\n", "zh-Hant", true},
        {"\nzh\n", "zh-hant", false},
        {"\nzh-hant\n", "zh-ha", false},
        {"\neng\n", "en", false},
        {"\nen\n", "EN", true},
        {"", "en", false},
        {"\nde\nen-us\n", "en", true},
        {"\nde\n", "d", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct facts facts = FACTS(.languages = (char *)cases[i].languages);
        g_autofree char *text = g_strdup_printf("{'attributes': {'languages': ['xx', '%s']}}", cases[i].wanted);
        if (strlen(cases[i].wanted) >= 2 && found(text, &facts, 0).is_eligible != cases[i].holds)
            fail_msg("%s in %s", cases[i].wanted, cases[i].languages);
    }
}

static void topics_and_words_are_found_in_any_script_and_case(void **)
{
    static const struct {
        const char *topics, *words, *policy;
        bool holds;
    } cases[] = {
        {"\ntravel\n", "", "{'target_content': {'topics_any': ['food', 'Travel!']}}", true},
        {"\ntravelling\n", "", "{'target_content': {'topics_any': ['travel']}}", false},
        {"\nroad travel\n", "", "{'target_content': {'topics_any': ['travel']}}", false},
        {"\nsea side\nfood\n", "", "{'target_content': {'topics_all': ['FOOD', 'sea-side']}}", true},
        {"\nfood\n", "", "{'target_content': {'topics_all': ['food', 'sea side']}}", false},
        {"", "at the beach\n", "{'target_content': {'words_any': ['Beach']}}", true},
        {"", "beaches\n", "{'target_content': {'words_any': ['beach']}}", false},
        {"", "去海滩吧\n", "{'target_content': {'words_any': ['beach', '海滩']}}", true},
        {"", "beach\nsun", "{'target_content': {'words_all': ['sun', 'beach']}}", true},
        {"", "beach\nmoon", "{'target_content': {'words_all': ['sun', 'beach']}}", false},
        {"", "on the\nbeach", "{'target_content': {'words_any': ['the beach']}}", false},
        {"", "на пляже\n", "{'target_content': {'words_any': ['ПЛЯЖЕ']}}", true},
        {"", "على الشاطئ\n", "{'target_content': {'words_any': ['الشاطئ']}}", true},
        {"", "ไปทะเลกัน\n", "{'target_content': {'words_any': ['ทะเล']}}", true},
        {"", "समुद्र तट\n", "{'target_content': {'words_any': ['समुद्र']}}", true},
        {"\ntravel\n", "beach", "{'target_content': {'topics_any': ['travel'], 'words_any': ['beach']}}", true},
        {"\ntravel\n", "sun", "{'target_content': {'topics_any': ['travel'], 'words_any': ['beach']}}", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct facts facts = FACTS(.topics = (char *)cases[i].topics, .words = (char *)cases[i].words);
        if (found(cases[i].policy, &facts, 0).is_eligible != cases[i].holds)
            fail_msg("%s in \"%s\", \"%s\"", cases[i].policy, cases[i].topics, cases[i].words);
    }
}

static void a_shared_text_holds_beyond_more_than_and_from_the_creators_on(void **)
{
    static const char policy[] = "{'text_shared': {'more_than': 20, 'min_distinct_creators': 10}}";
    for (int later = 19; later <= 23; later++) {
        for (int creators = 8; creators <= 12; creators++) {
            struct share share = {SHARE_SET, 0, later, creators, 0, 0};
            struct facts facts = FACTS(.print = 1, .shares = &share, .share_count = 1);
            struct verdict v = found(policy, &facts, 0);
            assert_int_equal(v.is_eligible, later > 20 && creators >= 10);
            assert_true(v.nearness == (v.is_eligible ? 1 : NEARLY));
        }
    }
}

static void a_shared_text_is_nearly_held_from_its_step_on(void **)
{
    for (int later = 0; later <= 21; later++) {
        struct share share = {SHARE_SET, 0, later, later, 0, 0};
        struct facts facts = FACTS(.print = 1, .shares = &share, .share_count = 1);
        struct verdict v = found("{'text_shared': {'more_than': 20}}", &facts, 0);
        assert_true(v.nearness == (later >= nearness_threshold(1, 21)        ? 1
                                   : later >= nearness_threshold(NEARLY, 21) ? NEARLY
                                                                             : 0));
    }
}

static void a_shared_text_is_looked_for_at_its_scope_and_level(void **)
{
    static const struct share shares[] = {
        {SHARE_SET, 0, 1, 1, 0, 0},  {SHARE_SET, 1, 2, 2, 0, 0},  {SHARE_SET, 3, 4, 3, 0, 0},
        {SHARE_TEXT, 0, 5, 5, 0, 0}, {SHARE_TEXT, 0, 7, 1, 0, 0},
    };
    static const struct {
        const char *policy;
        bool holds;
    } cases[] = {
        {"{'text_shared': {'more_than': 0}}", true},
        {"{'text_shared': {'more_than': 1}}", false},
        {"{'text_shared': {'more_than': 1, 'min_similarity': 1}}", false},
        {"{'text_shared': {'more_than': 1, 'min_similarity': 0.9}}", true},
        {"{'text_shared': {'more_than': 1, 'min_similarity': 0.85}}", true}, /* as 0.9 */
        {"{'text_shared': {'more_than': 0, 'min_similarity': 0.8}}", false}, /* nothing there */
        {"{'text_shared': {'more_than': 3, 'min_similarity': 0.7}}", true},
        {"{'text_shared': {'more_than': 3, 'min_similarity': 0.65}}", true}, /* as 0.7 */
        {"{'text_shared': {'more_than': 4, 'scope': 'text'}}", true},
        {"{'text_shared': {'more_than': 4, 'scope': 'text', 'min_distinct_creators': 5}}", true},
        {"{'text_shared': {'more_than': 6, 'scope': 'text', 'min_distinct_creators': 1}}", true},
        /* Not the later ones of one text and the creators of another. */
        {"{'text_shared': {'more_than': 6, 'scope': 'text', 'min_distinct_creators': 5}}", false},
    };
    struct facts facts = FACTS(.print = 1, .shares = shares, .share_count = G_N_ELEMENTS(shares));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (found(cases[i].policy, &facts, 0).is_eligible != cases[i].holds)
            fail_msg("%s", cases[i].policy);
}

static void those_made_with_its_template_count_or_not(void **)
{
    struct share share = {SHARE_SET, 0, 5, 4, 3, 2};
    struct facts facts = FACTS(.print = 1, .shares = &share, .share_count = 1);
    assert_true(found("{'text_shared': {'more_than': 4, 'min_distinct_creators': 4}}", &facts, 0).is_eligible);
    assert_false(found("{'text_shared': {'more_than': 2, 'count_made_with': false}}", &facts, 0).is_eligible);
    assert_true(
        found("{'text_shared': {'more_than': 1, 'min_distinct_creators': 2, 'count_made_with': false}}", &facts, 0)
            .is_eligible);
    assert_false(
        found("{'text_shared': {'more_than': 1, 'min_distinct_creators': 3, 'count_made_with': false}}", &facts, 0)
            .is_eligible);
}

static void nobody_shares_the_text_of_a_collection_without_any(void **)
{
    struct facts facts = FACTS();
    g_autofree char *missing = sentence("{'text_shared': {'more_than': 0, 'min_distinct_creators': 0}}", &facts);
    assert_false(found("{'text_shared': {'more_than': 0, 'min_distinct_creators': 0}}", &facts, 0).is_eligible);
    assert_string_equal(missing, "It needs a text that others can share.");
}

static void levels_are_the_next_ones_above(void **)
{
    static const struct {
        double similarity;
        int level;
    } cases[] = {{1, 0}, {0.95, 0}, {0.9001, 0}, {0.9, 1}, {0.8, 2}, {0.75, 2}, {0.7, 3}, {0.61, 3}, {0.6, 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(share_level(cases[i].similarity), cases[i].level);
}

static void a_verdict_names_the_conditions_that_hold_and_fail(void **)
{
    struct facts facts = FACTS(.opted_in = true, .up_count = 1);
    struct verdict v =
        found("{'any': [{'creator_opted_in': {}}, {'evaluations': {'min_count': 1}}, {'evaluations': {'min_count': 2}},"
              "{'not': {'attributes': {'has_text': true}}}]}",
              &facts, 0);
    assert_int_equal(v.holding, 1u << 0 | 1u << 1);
    assert_int_equal(v.failing, 1u << 1 | 1u << 3);
}

static void nearness_is_the_nearest_of_any_and_the_mean_of_all(void **)
{
    static const struct {
        const char *policy;
        double nearness;
    } cases[] = {
        {"{'evaluations': {'min_count': 10}}", 0.8},
        {"{'evaluations': {'min_count': 11}}", 0},
        {"{'any': [{'evaluations': {'min_count': 11}}, {'evaluations': {'min_count': 10}}]}", 0.8},
        {"{'all': [{'evaluations': {'min_count': 8}}, {'evaluations': {'min_count': 11}}]}", 0.5},
        {"{'all': [{'evaluations': {'min_count': 8}}, {'evaluations': {'min_count': 10}}]}", 0.9},
        {"{'not': {'evaluations': {'min_count': 8}}}", 0},
        {"{'not': {'evaluations': {'min_count': 9}}}", 1},
    };
    struct facts facts = FACTS(.up_count = 8);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_true(fabs(found(cases[i].policy, &facts, 0).nearness - cases[i].nearness) < 1e-9);
}

static void what_is_missing_is_said_in_one_sentence(void **)
{
    static const struct {
        const char *policy, *sentence;
    } cases[] = {
        {"{'creator_opted_in': {}}", "It needs its creator to offer a template."},
        {"{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}",
         "It needs 46 more evaluations (4 of 50) and a share of positive evaluations of 0.9 (0.75 now)."},
        {"{'any': [{'creator_opted_in': {}}, {'all': [{'evaluations': {'min_count': 5}}, {'attributes': {'min_images': "
         "2}}]}]}",
         "It needs its creator to offer a template, or (1 more evaluation (4 of 5) and at least 2 images (1 now))."},
        {"{'target_content': {'topics_any': ['travel', 'food'], 'words_all': ['beach', 'sun']}}",
         "It needs one of the topics travel, food and the word beach."},
        {"{'not': {'evaluations': {'min_count': 1}}}", "It needs evaluations not to hold."},
        {"{'text_shared': {'more_than': 20, 'min_distinct_creators': 10}}",
         "It needs 21 more later collections of others with its text (0 of 21) and 10 more creators who share its text "
         "(0 of 10)."},
        {"{'attributes': {'languages': ['en', 'de'], 'has_audio': true, 'has_location': false}}",
         "It needs audio and no location and a text in one of en, de."},
    };
    struct facts facts =
        FACTS(.up_count = 3, .down_count = 1, .images = 1, .words = (char *)"sun\n", .print = 1, .has_location = true);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *said = sentence(cases[i].policy, &facts);
        assert_string_equal(said, cases[i].sentence);
    }
}

static void a_long_sentence_is_cut_at_a_character(void **)
{
    json_auto_t *policy = json_pack("{s:{s:[]}}", "target_content", "words_all");
    for (int i = 0; i < 100; i++)
        json_array_append_new(value_at(policy, "/target_content/words_all"),
                              json_sprintf("海滩日落风景很美丽的一天%d", i));
    g_autofree char *text = json_dumps(policy, 0);
    struct facts facts = FACTS();
    g_autofree char *said = sentence(text, &facts);
    assert_true(strlen(said) <= POLICY_SENTENCE_MAX + 1);
    assert_true(g_utf8_validate(said, -1, NULL));
    assert_true(g_str_has_suffix(said, " …."));
}

static void a_policy_that_makes_no_sense_is_refused_where_it_stands(void **)
{
    static const struct {
        const char *policy, *pointer, *detail;
    } cases[] = {
        {"{'attributes': {}}", "/attributes", "wanted at least one member, came none"},
        {"{'attributes': {'min_images': 3, 'max_images': 2}}", "/attributes/max_images",
         "wanted at least min_images, came less"},
        {"{'attributes': {'min_images': 36}}", "/attributes/min_images", "wanted an integer from 0 to 35, came 36"},
        {"{'attributes': {'min_width': 65536}}", "/attributes/min_width", NULL},
        {"{'attributes': {'languages': []}}", "/attributes/languages", NULL},
        {"{'attributes': {'languages': ['en', 'en']}}", "/attributes/languages/1", NULL},
        {"{'attributes': {'has_audio': 1}}", "/attributes/has_audio", "wanted true or false, came a number"},
        {"{'target_content': {}}", "/target_content", "wanted at least one member, came none"},
        {"{'target_content': {'tags_any': ['cat']}}", "/target_content/tags_any", "no such member"},
        {"{'target_content': {'words_any': ['!?']}}", "/target_content/words_any/0",
         "wanted letters, digits or symbols, came none"},
        {"{'target_content': {'words_any': []}}", "/target_content/words_any", NULL},
        {"{'text_shared': {}}", "/text_shared/more_than", "wanted an integer, came nothing"},
        {"{'text_shared': {'more_than': -1}}", "/text_shared/more_than", NULL},
        {"{'text_shared': {'more_than': 1, 'min_similarity': 0.59}}", "/text_shared/min_similarity",
         "wanted a number from 0.6 to 1, came 0.59"},
        {"{'text_shared': {'more_than': 1, 'min_similarity': 1.01}}", "/text_shared/min_similarity", NULL},
        {"{'text_shared': {'more_than': 1, 'scope': 'word'}}", "/text_shared/scope",
         "wanted one of collection, text, came \"word\""},
        {"{'text_shared': {'more_than': 1, 'scope': 'text', 'min_similarity': 0.9}}", "/text_shared/min_similarity",
         "wanted 1 with the scope text: one text by itself is compared for equality only"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *tree = quoted(cases[i].policy);
        struct refusals refusals = {NULL};
        struct path at = {.refusals = &refusals};
        assert_int_equal(policy_check(&at, tree), E_INVALID);
        assert_refused_only(&refusals, cases[i].pointer, cases[i].detail);
    }
}

static void lists_of_words_have_a_limit(void **)
{
    json_auto_t *policy = json_pack("{s:{s:[]}}", "target_content", "words_any");
    struct refusals refusals = {NULL};
    struct path at = {.refusals = &refusals};
    for (int i = 0; i < 100; i++)
        json_array_append_new(value_at(policy, "/target_content/words_any"), json_sprintf("word%d", i));
    assert_int_equal(policy_check(&at, policy), OK);
    json_array_append_new(value_at(policy, "/target_content/words_any"), json_string("one more"));
    assert_int_equal(policy_check(&at, policy), E_INVALID);
    assert_refused_only(&refusals, "/target_content/words_any", NULL);
    json_auto_t *longest = json_pack("{s:{s:[o]}}", "target_content", "words_any", string_of("x", 64));
    json_auto_t *too_long = json_pack("{s:{s:[o]}}", "target_content", "words_any", string_of("x", 65));
    assert_int_equal(policy_check(&at, longest), OK);
    assert_int_equal(policy_check(&at, too_long), E_INVALID);
    assert_refused_only(&refusals, "/target_content/words_any/0", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_range_holds_from_its_minimum_to_its_maximum),
        cmocka_unit_test(a_range_is_held_by_all_images),
        cmocka_unit_test(age_holds_by_the_clock_and_says_when_it_changes),
        cmocka_unit_test(what_is_there_or_not_is_told_apart),
        cmocka_unit_test(a_language_takes_in_its_variants_only),
        cmocka_unit_test(topics_and_words_are_found_in_any_script_and_case),
        cmocka_unit_test(a_shared_text_holds_beyond_more_than_and_from_the_creators_on),
        cmocka_unit_test(a_shared_text_is_nearly_held_from_its_step_on),
        cmocka_unit_test(a_shared_text_is_looked_for_at_its_scope_and_level),
        cmocka_unit_test(those_made_with_its_template_count_or_not),
        cmocka_unit_test(nobody_shares_the_text_of_a_collection_without_any),
        cmocka_unit_test(levels_are_the_next_ones_above),
        cmocka_unit_test(a_verdict_names_the_conditions_that_hold_and_fail),
        cmocka_unit_test(nearness_is_the_nearest_of_any_and_the_mean_of_all),
        cmocka_unit_test(what_is_missing_is_said_in_one_sentence),
        cmocka_unit_test(a_long_sentence_is_cut_at_a_character),
        cmocka_unit_test(a_policy_that_makes_no_sense_is_refused_where_it_stands),
        cmocka_unit_test(lists_of_words_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
