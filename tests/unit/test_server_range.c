/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <stdbool.h>

#include "range.h"

/* RFC 9110 §14.1.2 and §14.2, of a file of `size` bytes. */
static const struct {
    const char *header;
    int64_t size;
    enum range wanted;
    int64_t first, length;
} cases[] = {
    {NULL, 10000, RANGE_WHOLE, 0, 0},
    {"bytes=0-499", 10000, RANGE_PART, 0, 500},
    {"bytes=500-999", 10000, RANGE_PART, 500, 500},
    {"bytes=9500-", 10000, RANGE_PART, 9500, 500},
    {"bytes=-500", 10000, RANGE_PART, 9500, 500},
    {"bytes=0-0", 10000, RANGE_PART, 0, 1},
    {"bytes=-1", 10000, RANGE_PART, 9999, 1},
    {"bytes=0-", 10000, RANGE_PART, 0, 10000},
    {"bytes=9999-9999", 10000, RANGE_PART, 9999, 1},
    /* What goes beyond the end ends there. */
    {"bytes=9500-20000", 10000, RANGE_PART, 9500, 500},
    {"bytes=9999-10000", 10000, RANGE_PART, 9999, 1},
    {"bytes=-20000", 10000, RANGE_PART, 0, 10000},
    {"bytes=-10000", 10000, RANGE_PART, 0, 10000},
    {"bytes=0-9223372036854775807", 10000, RANGE_PART, 0, 10000},
    /* What begins behind the end cannot be. */
    {"bytes=10000-", 10000, RANGE_IMPOSSIBLE, 0, 0},
    {"bytes=10000-20000", 10000, RANGE_IMPOSSIBLE, 0, 0},
    {"bytes=9223372036854775807-", 10000, RANGE_IMPOSSIBLE, 0, 0},
    {"bytes=-0", 10000, RANGE_IMPOSSIBLE, 0, 0},
    {"bytes=0-", 0, RANGE_IMPOSSIBLE, 0, 0},
    {"bytes=-5", 0, RANGE_IMPOSSIBLE, 0, 0},
    /* Several, other units and junk: the whole, which a server may always send. */
    {"bytes=0-0,-1", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=500-600,601-999", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=0-1,", 10000, RANGE_WHOLE, 0, 0},
    {"lines=1-2", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=-", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=5", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=5-3", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=a-b", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=1-2x", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=+1-2", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=1--2", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=--2", 10000, RANGE_WHOLE, 0, 0},
    {"bytes= 1-2", 10000, RANGE_WHOLE, 0, 0},
    {"bytes 1-2", 10000, RANGE_WHOLE, 0, 0},
    {"0-499", 10000, RANGE_WHOLE, 0, 0},
    {"", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=99999999999999999999-", 10000, RANGE_WHOLE, 0, 0},
    {"bytes=0x10-", 10000, RANGE_WHOLE, 0, 0},
};

static void a_range_means_these_bytes(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t first = -7, length = -7;
        enum range found = range_parse(cases[i].header, cases[i].size, &first, &length);
        bool same = found == cases[i].wanted;
        if (found == RANGE_PART)
            same = same && first == cases[i].first && length == cases[i].length;
        else
            same = same && first == -7 && length == -7;
        if (!same)
            fail_msg("%s of %jd: came %d, %jd and %jd", cases[i].header ? cases[i].header : "none",
                     (intmax_t)cases[i].size, found, (intmax_t)first, (intmax_t)length);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(a_range_means_these_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
