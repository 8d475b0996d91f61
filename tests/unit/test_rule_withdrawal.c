/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rule/withdrawal.h"

static void names_read_back(void **)
{
    for (enum withdrawal w = WITHDRAWN_NOT; w <= WITHDRAWN_BY_ORDER; w++)
        assert_int_equal(withdrawal_parse(withdrawal_name(w)), w);
    assert_int_equal(withdrawal_parse("whim"), WITHDRAWN_NOT);
}

static void only_what_a_moderator_withdrew_can_be_restored(void **)
{
    for (enum withdrawal w = WITHDRAWN_NOT; w <= WITHDRAWN_BY_ORDER; w++)
        assert_true((withdrawal_refusal(w) == NULL) == (w == WITHDRAWN_BY_MODERATOR));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_read_back),
        cmocka_unit_test(only_what_a_moderator_withdrew_can_be_restored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
