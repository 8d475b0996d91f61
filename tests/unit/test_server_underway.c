/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "underway.h"

struct told {
    int times;
    enum err outcome;
};

static void tell(void *context, enum err outcome)
{
    struct told *told = context;
    told->times++;
    told->outcome = outcome;
}

static void one_makes_it_and_all_others_are_told(void **)
{
    struct underway *u = underway_new();
    struct told told[100] = {0}, late = {.outcome = E_BROKEN};
    assert_true(underway_begin(u, "a"));
    assert_false(underway_begin(u, "a"));
    assert_true(underway_begin(u, "b"));
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        underway_then(u, "a", tell, &told[i]);
    assert_int_equal(told[0].times, 0);
    underway_end(u, "b", OK);
    assert_int_equal(told[0].times, 0);
    underway_end(u, "a", E_FULL);
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
        assert_int_equal(told[i].times, 1);
        assert_int_equal(told[i].outcome, E_FULL);
    }
    /* Who comes late finds nobody at it, and may begin again. */
    underway_then(u, "a", tell, &late);
    assert_int_equal(late.times, 1);
    assert_int_equal(late.outcome, OK);
    assert_true(underway_begin(u, "a"));
    underway_end(u, "a", OK);
    underway_free(u);
}

struct race {
    struct underway *u;
    gint making, made, told;
};

static void count(void *context, enum err outcome)
{
    struct race *race = context;
    assert_int_equal(outcome, OK);
    g_atomic_int_inc(&race->told);
}

static void *racer(void *context)
{
    struct race *race = context;
    for (int i = 0; i < 2000; i++) {
        if (!underway_begin(race->u, "x")) {
            underway_then(race->u, "x", count, race);
            continue;
        }
        assert_int_equal(g_atomic_int_add(&race->making, 1), 0);
        g_atomic_int_add(&race->making, -1);
        g_atomic_int_inc(&race->made);
        underway_end(race->u, "x", OK);
    }
    return NULL;
}

static void of_many_threads_one_at_a_time_makes_it_and_nobody_is_forgotten(void **)
{
    struct race race = {.u = underway_new()};
    GThread *threads[4];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("racer", racer, &race);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    assert_int_equal(race.made + race.told, 4 * 2000);
    underway_free(race.u);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_makes_it_and_all_others_are_told),
        cmocka_unit_test(of_many_threads_one_at_a_time_makes_it_and_nobody_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
