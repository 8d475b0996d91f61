/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/template_rule.h"
#include "rule_test.h"

static void an_order_goes_before_the_policy(void **)
{
    static const struct {
        enum template_rule rule;
        bool is_eligible, allows;
    } cases[] = {
        {TEMPLATE_BY_POLICY, false, false}, {TEMPLATE_BY_POLICY, true, true},   {TEMPLATE_FORCED, false, true},
        {TEMPLATE_FORCED, true, true},      {TEMPLATE_FORBIDDEN, false, false}, {TEMPLATE_FORBIDDEN, true, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (template_rule_allows(cases[i].rule, cases[i].is_eligible) != cases[i].allows)
            fail_msg("case %zu", i);
}

static void names_read_back(void **)
{
    for (enum template_rule rule = TEMPLATE_BY_POLICY; rule <= TEMPLATE_FORBIDDEN; rule++)
        assert_int_equal(template_rule_parse(template_rule_name(rule)), rule);
    assert_int_equal(template_rule_parse("whim"), TEMPLATE_BY_POLICY);
}

static void an_order_has_a_rule_and_a_reason(void **)
{
    struct refusals refusals = {0};
    json_auto_t *body = quoted("{'rule': 'force', 'reason': 'other'}"), *completed = NULL, *neither = quoted("{}");
    assert_int_equal(template_rule_check(body, &refusals, &completed), OK);
    assert_same_json(completed, "{'rule': 'force', 'reason': 'other', 'note': ''}");
    assert_int_equal(template_rule_check(neither, &refusals, &completed), E_INVALID);
    assert_non_null(detail_at(&refusals, "/rule"));
    assert_non_null(detail_at(&refusals, "/reason"));
    refusals_clear(&refusals);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_goes_before_the_policy),
        cmocka_unit_test(names_read_back),
        cmocka_unit_test(an_order_has_a_rule_and_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
