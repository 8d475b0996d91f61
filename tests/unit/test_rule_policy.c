/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/policy.h"

static enum err check(const json_t *policy, struct refusals *refusals)
{
    struct path at = {.refusals = refusals};
    return policy_check(&at, policy);
}

static void assert_accepted(const json_t *policy)
{
    struct refusals refusals = {NULL};
    if (check(policy, &refusals)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("refused: %s", all);
    }
    assert_null(refusals.list);
}

static void assert_refused(const json_t *policy, const char *pointer, const char *detail)
{
    struct refusals refusals = {NULL};
    assert_int_equal(check(policy, &refusals), E_INVALID);
    assert_refused_only(&refusals, pointer, detail);
}

static void policies_that_make_sense_are_accepted(void **)
{
    static const char *const cases[] = {
        "{'creator_opted_in': {}}",
        "{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}",
        "{'evaluations': {'min_count': 0}}",
        "{'evaluations': {'min_count': 1000000000}}",
        "{'evaluations': {'min_positive_share': 1}}",
        "{'not': {'creator_opted_in': {}}}",
        "{'any': [{'creator_opted_in': {}}, {'all': [{'evaluations': {'min_count': 1}}]}]}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *policy = quoted(cases[i]);
        assert_accepted(policy);
    }
}

static void what_is_wrong_is_named_where_it_stands(void **)
{
    static const struct {
        const char *policy, *pointer, *detail;
    } cases[] = {
        {"[]", "", "wanted an object, came an array"},
        {"{}", "", "wanted exactly one member, came 0"},
        {"{'any': [], 'all': []}", "", "wanted exactly one member, came 2"},
        {"{'any': {}}", "/any", "wanted an array, came an object"},
        {"{'all': []}", "/all", "wanted at least one node, came none"},
        {"{'not': []}", "/not", "wanted an object, came an array"},
        {"{'any': [{'creator_opted_in': {}}, 3]}", "/any/1", "wanted an object, came a number"},
        {"{'not': {'evaluation': {}}}", "/not/evaluation",
         "no such condition; wanted one of any, all, not, creator_opted_in, evaluations, target_content, attributes, "
         "text_shared"},
        {"{'a/b': {}}", "/a~1b", NULL},
        {"{'creator_opted_in': true}", "/creator_opted_in", "wanted an object, came true"},
        {"{'creator_opted_in': {'really': true}}", "/creator_opted_in/really", "no such member"},
        {"{'evaluations': {}}", "/evaluations", "wanted at least one member, came none"},
        {"{'evaluations': {'min_count': 5.0}}", "/evaluations/min_count", "wanted an integer, came 5.0"},
        {"{'evaluations': {'min_count': -1}}", "/evaluations/min_count",
         "wanted an integer from 0 to 1000000000, came -1"},
        {"{'evaluations': {'min_count': 1000000001}}", "/evaluations/min_count", NULL},
        {"{'evaluations': {'min_count': null}}", "/evaluations/min_count", "wanted an integer, came null"},
        {"{'evaluations': {'min_positive_share': 1.01}}", "/evaluations/min_positive_share",
         "wanted a number from 0 to 1, came 1.01"},
        {"{'evaluations': {'min_count': 1, 'max_count': 2}}", "/evaluations/max_count", "no such member"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *policy = quoted(cases[i].policy);
        assert_refused(policy, cases[i].pointer, cases[i].detail);
    }
}

static void every_refused_node_is_named(void **)
{
    json_auto_t *policy = quoted("{'any': [{}, {'nonsense': {}}, {'not': {'evaluations': {'min_count': 'x'}}}]}");
    struct refusals refusals = {NULL};
    assert_int_equal(check(policy, &refusals), E_INVALID);
    assert_int_equal(json_array_size(refusals.list), 3);
    assert_non_null(detail_at(&refusals, "/any/0"));
    assert_non_null(detail_at(&refusals, "/any/1/nonsense"));
    assert_string_equal(detail_at(&refusals, "/any/2/not/evaluations/min_count"), "wanted an integer, came a string");
    refusals_clear(&refusals);
}

/* A condition inside `depth - 1` times "not". */
static json_t *nested(int depth)
{
    json_t *policy = quoted("{'creator_opted_in': {}}");
    for (int i = 1; i < depth; i++)
        policy = json_pack("{s:o}", "not", policy);
    return policy;
}

static void depth_is_limited(void **)
{
    json_auto_t *deepest = nested(POLICY_DEPTH_MAX);
    json_auto_t *too_deep = nested(POLICY_DEPTH_MAX + 1);
    GString *pointer = g_string_new(NULL);
    for (int i = 0; i < POLICY_DEPTH_MAX; i++)
        g_string_append(pointer, "/not");
    g_autofree char *deep = g_string_free(pointer, FALSE);
    assert_accepted(deepest);
    assert_refused(too_deep, deep, "wanted at most 16 nodes one inside the other, came more");
}

static void nodes_are_limited(void **)
{
    json_auto_t *most = json_object();
    json_object_set_new(most, "any", array_of("{'creator_opted_in': {}}", POLICY_NODES_MAX - 1));
    assert_accepted(most);
    json_array_append_new(json_object_get(most, "any"), quoted("{'creator_opted_in': {}}"));
    assert_refused(most, "/any/199", "wanted at most 200 nodes in all, came more");
    json_array_append_new(json_object_get(most, "any"), quoted("{'creator_opted_in': {}}"));
    assert_refused(most, "/any/199", "wanted at most 200 nodes in all, came more");
}

static void nodes_are_counted_over_all_branches(void **)
{
    json_auto_t *policy = json_pack("{s:[]}", "any");
    for (int i = 0; i < 2; i++)
        json_array_append_new(json_object_get(policy, "any"),
                              json_pack("{s:o}", "all", array_of("{'creator_opted_in': {}}", 99)));
    json_array_remove(value_at(policy, "/any/1/all"), 0);
    assert_accepted(policy);
    json_array_append_new(value_at(policy, "/any/1/all"), quoted("{'creator_opted_in': {}}"));
    assert_refused(policy, "/any/1/all/98", NULL);
}

/* The explanation says the same as the verdict; a new reference. */
static bool evaluated_as(const char *text, struct facts facts, json_t **explained)
{
    json_auto_t *tree = quoted(text);
    assert_accepted(tree);
    g_autoptr(policy) policy = policy_compile(tree);
    struct evidence evidence = {&facts, 0};
    struct verdict verdict;
    policy_evaluate(policy, &evidence, &verdict);
    *explained = policy_explain(policy, &evidence);
    g_autofree char *missing = policy_missing(policy, &evidence);
    assert_int_equal(json_is_true(json_object_get(*explained, "holds")), verdict.is_eligible);
    assert_int_equal(verdict.nearness >= 1, verdict.is_eligible);
    assert_int_equal(missing == NULL, verdict.is_eligible);
    return verdict.is_eligible;
}

static bool evaluated(const char *text, struct facts facts)
{
    json_auto_t *explained = NULL;
    return evaluated_as(text, facts, &explained);
}

static void opting_in_is_enough_where_it_is_asked(void **)
{
    assert_true(evaluated("{'creator_opted_in': {}}", (struct facts){.opted_in = true}));
    assert_false(evaluated("{'creator_opted_in': {}}", (struct facts){.up_count = 1000}));
}

static void evaluations_hold_from_their_thresholds_on(void **)
{
    static const struct {
        const char *policy;
        int64_t up, down;
        bool holds;
    } cases[] = {
        {"{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}", 45, 5, true},
        {"{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}", 44, 6, false},
        {"{'evaluations': {'min_count': 50, 'min_positive_share': 0.9}}", 49, 0, false},
        {"{'evaluations': {'min_count': 50}}", 0, 50, true},
        {"{'evaluations': {'min_count': 50}}", 0, 49, false},
        {"{'evaluations': {'min_count': 0}}", 0, 0, true},
        {"{'evaluations': {'min_positive_share': 0}}", 0, 0, true},
        {"{'evaluations': {'min_positive_share': 0.0001}}", 0, 0, false},
        {"{'evaluations': {'min_positive_share': 1}}", 3, 0, true},
        {"{'evaluations': {'min_positive_share': 1}}", 999999999, 1, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool holds = evaluated(cases[i].policy, (struct facts){.up_count = cases[i].up, .down_count = cases[i].down});
        if (holds != cases[i].holds)
            fail_msg("%s with %d up, %d down", cases[i].policy, (int)cases[i].up, (int)cases[i].down);
    }
}

/* 0.07 × 100 is more than 7 in floating point; every share written with a few digits must hold exactly there. */
static void a_share_that_is_reached_exactly_holds(void **)
{
    for (int scale = 10; scale <= 1000; scale *= 10) {
        for (int up = 0; up <= scale; up++) {
            g_autofree char *policy = g_strdup_printf("{'evaluations': {'min_positive_share': %d.%0*d}}", up / scale,
                                                      scale == 10 ? 1 : (scale == 100 ? 2 : 3), up % scale);
            assert_true(evaluated(policy, (struct facts){.up_count = up * 3, .down_count = (scale - up) * 3}));
            if (up > 0)
                assert_false(evaluated(policy, (struct facts){.up_count = up - 1, .down_count = scale - up + 1}));
        }
    }
}

static void trees_combine_what_their_branches_find(void **)
{
#define YES "{'creator_opted_in': {}}"
#define NO  "{'evaluations': {'min_count': 1}}"
    static const struct {
        const char *policy;
        bool holds;
    } cases[] = {
        {"{'any': [" YES "]}", true},
        {"{'any': [" NO "]}", false},
        {"{'any': [" NO ", " YES "]}", true},
        {"{'all': [" YES ", " YES "]}", true},
        {"{'all': [" YES ", " NO "]}", false},
        {"{'not': " YES "}", false},
        {"{'not': " NO "}", true},
        {"{'not': {'any': [" NO ", {'all': [" YES ", {'not': " YES "}]}]}}", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (evaluated(cases[i].policy, (struct facts){.opted_in = true}) != cases[i].holds)
            fail_msg("%s", cases[i].policy);
#undef YES
#undef NO
}

static void every_node_is_explained_also_where_the_outcome_is_known_before(void **)
{
    json_auto_t *explained = NULL;
    struct facts facts = {.opted_in = true, .up_count = 3, .down_count = 1};
    assert_true(evaluated_as("{'any': [{'creator_opted_in': {}}, {'not': {'evaluations': {'min_count': 4,"
                             "'min_positive_share': 0.5}}}]}",
                             facts, &explained));
    assert_same_json(explained,
                     "{'condition': 'any', 'holds': true, 'nodes': ["
                     "{'condition': 'creator_opted_in', 'holds': true, 'measured': {'opted_in': true}, 'wanted': {}},"
                     "{'condition': 'not', 'holds': false, 'nodes': ["
                     "{'condition': 'evaluations', 'holds': true, 'measured': {'count': 4, 'positive_share': 0.75},"
                     "'wanted': {'min_count': 4, 'min_positive_share': 0.5}}]}]}");
}

static void without_evaluations_there_is_no_share_to_measure(void **)
{
    json_auto_t *explained = NULL;
    struct facts facts = {.opted_in = true};
    assert_false(evaluated_as("{'evaluations': {'min_positive_share': 0.5}}", facts, &explained));
    assert_same_json(json_object_get(explained, "measured"), "{'count': 0, 'positive_share': null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_that_make_sense_are_accepted),
        cmocka_unit_test(what_is_wrong_is_named_where_it_stands),
        cmocka_unit_test(every_refused_node_is_named),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(nodes_are_limited),
        cmocka_unit_test(nodes_are_counted_over_all_branches),
        cmocka_unit_test(opting_in_is_enough_where_it_is_asked),
        cmocka_unit_test(evaluations_hold_from_their_thresholds_on),
        cmocka_unit_test(a_share_that_is_reached_exactly_holds),
        cmocka_unit_test(trees_combine_what_their_branches_find),
        cmocka_unit_test(every_node_is_explained_also_where_the_outcome_is_known_before),
        cmocka_unit_test(without_evaluations_there_is_no_share_to_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
