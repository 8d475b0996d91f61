/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/fault.h"

static unsigned hits_in(int calls)
{
    unsigned hits = 0;
    for (int i = 0; i < calls; i++)
        hits = hits << 1 | fault_hit(FAULT_DB);
    return hits;
}

static const struct {
    int64_t nth;
    bool persistent;
    unsigned hits; /* of five calls, the first the highest bit */
} cases[] = {
    {0, false, 0b00000}, {0, true, 0b00000}, {1, false, 0b10000}, {1, true, 0b11111},
    {3, false, 0b00100}, {3, true, 0b00111}, {6, false, 0b00000}, {6, true, 0b00000},
};

static void the_nth_call_fails_once_or_from_then_on(void **)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fault_arm(FAULT_DB, cases[i].nth, cases[i].persistent);
        assert_false(fault_was_hit(FAULT_DB));
        assert_int_equal(hits_in(5), cases[i].hits);
        assert_int_equal(fault_was_hit(FAULT_DB), cases[i].hits != 0);
    }
}

static void a_seam_that_is_disarmed_fails_no_more(void **)
{
    fault_arm(FAULT_DB, 1, true);
    assert_int_equal(hits_in(2), 0b11);
    fault_arm(FAULT_DB, 0, false);
    assert_int_equal(hits_in(2), 0);
}

static void seams_are_apart(void **)
{
    fault_arm(FAULT_BLOB, 1, true);
    assert_int_equal(hits_in(2), 0);
    assert_true(fault_hit(FAULT_BLOB));
    fault_arm(FAULT_BLOB, 0, false);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nth_call_fails_once_or_from_then_on),
        cmocka_unit_test(a_seam_that_is_disarmed_fails_no_more),
        cmocka_unit_test(seams_are_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
