/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/retry.h"

enum { SECOND = 1000000 };

static void pauses_double_up_to_an_hour(void **)
{
    static const struct retry rule = {13, 5 * SECOND};
    static const int64_t seconds[] = {5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600};
    for (size_t i = 0; i < G_N_ELEMENTS(seconds); i++) {
        int64_t pause_us;
        assert_true(retry_pause(&rule, (int64_t)i + 1, 0.5, &pause_us));
        if (pause_us != seconds[i] * SECOND)
            fail_msg("after failure %zu: %" G_GINT64_FORMAT, i + 1, pause_us);
    }
}

static void chance_moves_a_pause_by_a_fifth(void **)
{
    static const struct {
        int64_t failed;
        double random;
        int64_t pause_us;
    } cases[] = {
        {1, 0, 4 * SECOND},
        {1, 0.25, 4500000},
        {1, 1, 6 * SECOND},
        {2, 0, 8 * SECOND},
        {2, 1, 12 * SECOND},
        {60, 0, 2880 * (int64_t)SECOND},
        {60, 1, 4320 * (int64_t)SECOND},
    };
    static const struct retry rule = {100, 5 * SECOND};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t pause_us;
        assert_true(retry_pause(&rule, cases[i].failed, cases[i].random, &pause_us));
        if (llabs(pause_us - cases[i].pause_us) > 1)
            fail_msg("case %zu: %" G_GINT64_FORMAT, i, pause_us);
    }
}

static void the_last_attempt_is_the_last(void **)
{
    int64_t pause_us = 42;
    assert_true(retry_pause(&(struct retry){2, SECOND}, 1, 0.5, &pause_us));
    assert_int_equal(pause_us, SECOND);
    pause_us = 42;
    assert_false(retry_pause(&(struct retry){2, SECOND}, 2, 0.5, &pause_us));
    assert_false(retry_pause(&(struct retry){2, SECOND}, 3, 0.5, &pause_us));
    assert_false(retry_pause(&(struct retry){1, SECOND}, 1, 0.5, &pause_us));
    assert_int_equal(pause_us, 42);
}

static void extremes_do_not_overflow(void **)
{
    int64_t pause_us;
    assert_true(retry_pause(&(struct retry){INT64_MAX, INT64_MAX}, INT64_MAX - 1, 0.5, &pause_us));
    assert_int_equal(pause_us, RETRY_PAUSE_MAX_US);
    assert_true(retry_pause(&(struct retry){INT64_MAX, 0}, INT64_MAX - 1, 1, &pause_us));
    assert_int_equal(pause_us, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_double_up_to_an_hour),
        cmocka_unit_test(chance_moves_a_pause_by_a_fifth),
        cmocka_unit_test(the_last_attempt_is_the_last),
        cmocka_unit_test(extremes_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
