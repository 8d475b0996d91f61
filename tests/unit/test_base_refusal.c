/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "base/refusal.h"

static void a_refused_field_has_its_pointer_and_reason(void **)
{
    struct refusals refusals = {NULL};
    assert_int_equal(refuse(&refusals, "/texts/0", "wanted %d, came \"%s\"", 1, "two"), E_INVALID);
    json_t *first = json_array_get(refusals.list, 0);
    assert_int_equal(json_array_size(refusals.list), 1);
    assert_string_equal(json_string_value(json_object_get(first, "pointer")), "/texts/0");
    assert_string_equal(json_string_value(json_object_get(first, "detail")), "wanted 1, came \"two\"");
    refusals_clear(&refusals);
    assert_null(refusals.list);
}

static void the_first_32_are_kept_and_no_more(void **)
{
    struct refusals refusals = {NULL};
    for (int i = 0; i < REFUSALS_MAX + 1; i++) {
        g_autofree char *pointer = g_strdup_printf("/%d", i);
        assert_int_equal(refuse(&refusals, pointer, "wrong"), E_INVALID);
        assert_int_equal(json_array_size(refusals.list), MIN(i + 1, REFUSALS_MAX));
    }
    const json_t *last = json_array_get(refusals.list, REFUSALS_MAX - 1);
    assert_string_equal(json_string_value(json_object_get(last, "pointer")), "/31");
    refusals_clear(&refusals);
}

static void none_at_all_can_be_cleared_twice(void **)
{
    struct refusals refusals = {NULL};
    refusals_clear(&refusals);
    refusals_clear(&refusals);
    assert_null(refusals.list);
}

/* What came in is quoted in the detail, and need not be UTF-8 where it is no JSON (a query, a path). */
static void a_reason_that_is_no_utf_8_is_kept_all_the_same(void **)
{
    struct refusals refusals = {NULL};
    assert_int_equal(refuse(&refusals, "?limit", "came \"%s\"", "\xff\xfe"), E_INVALID);
    const json_t *first = json_array_get(refusals.list, 0);
    assert_non_null(json_string_value(json_object_get(first, "detail")));
    refusals_clear(&refusals);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_field_has_its_pointer_and_reason),
        cmocka_unit_test(the_first_32_are_kept_and_no_more),
        cmocka_unit_test(none_at_all_can_be_cleared_twice),
        cmocka_unit_test(a_reason_that_is_no_utf_8_is_kept_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
