/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "base/clock.h"

static const struct {
    int64_t us;
    const char *text;
} times[] = {
    {0, "1970-01-01T00:00:00.000000Z"},
    {1, "1970-01-01T00:00:00.000001Z"},
    {-1, "1969-12-31T23:59:59.999999Z"},
    {-1000000, "1969-12-31T23:59:59.000000Z"},
    {951782400000000, "2000-02-29T00:00:00.000000Z"},
    {1795371594123456, "2026-11-22T18:19:54.123456Z"},
    {2147483648000000, "2038-01-19T03:14:08.000000Z"},
    {253402300799999999, "9999-12-31T23:59:59.999999Z"},
};

static void a_time_is_written_in_utc_with_microseconds(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        char text[CLOCK_TEXT_SIZE];
        clock_text(times[i].us, text);
        assert_string_equal(text, times[i].text);
    }
}

static void the_local_time_zone_changes_nothing(void **)
{
    char text[CLOCK_TEXT_SIZE];
    g_setenv("TZ", "Asia/Kathmandu", TRUE);
    clock_text(0, text);
    g_unsetenv("TZ");
    assert_string_equal(text, "1970-01-01T00:00:00.000000Z");
}

static void the_clocks_go_forward(void **)
{
    int64_t wall_us = clock_now_us(), monotonic_us = clock_monotonic_us();
    assert_true(wall_us > INT64_C(1700000000000000));
    for (int i = 0; i < 1000; i++) {
        int64_t next_us = clock_monotonic_us();
        assert_true(next_us >= monotonic_us);
        monotonic_us = next_us;
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_is_written_in_utc_with_microseconds),
        cmocka_unit_test(the_local_time_zone_changes_nothing),
        cmocka_unit_test(the_clocks_go_forward),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
