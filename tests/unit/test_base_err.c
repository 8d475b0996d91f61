/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <glib.h>
#include <string.h>

#include "base/err.h"

static void every_outcome_has_all_that_a_reply_needs(void **)
{
    for (enum err e = OK + 1; e < ERR_COUNT; e++) {
        const struct err_info *info = err_info(e);
        assert_true(g_str_has_prefix(info->name, "E_"));
        if (info->status < 400 || info->status > 599)
            fail_msg("%s has the status %d", info->name, info->status);
        assert_true(*info->type && *info->title && *info->sentence);
        /* It becomes the end of a URN. */
        assert_int_equal(strspn(info->type, "abcdefghijklmnopqrstuvwxyz-"), strlen(info->type));
        if (!g_str_has_suffix(info->sentence, "."))
            fail_msg("%s: no sentence: %s", info->name, info->sentence);
    }
}

static void no_two_outcomes_share_a_type_or_title(void **)
{
    for (enum err e = OK + 1; e < ERR_COUNT; e++)
        for (enum err other = e + 1; other < ERR_COUNT; other++) {
            assert_string_not_equal(err_info(e)->type, err_info(other)->type);
            assert_string_not_equal(err_info(e)->title, err_info(other)->title);
        }
}

static void a_failed_machine_is_told_from_a_full_one(void **)
{
    assert_int_equal(err_broken("test", "on purpose, %d", 1), E_BROKEN);
    assert_int_equal(err_errno("test", "on purpose", EIO), E_BROKEN);
    assert_int_equal(err_errno("test", "on purpose", ENOSPC), E_FULL);
    assert_int_equal(err_errno("test", "on purpose", EDQUOT), E_FULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_outcome_has_all_that_a_reply_needs),
        cmocka_unit_test(no_two_outcomes_share_a_type_or_title),
        cmocka_unit_test(a_failed_machine_is_told_from_a_full_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
