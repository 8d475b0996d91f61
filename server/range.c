/* SPDX-License-Identifier: Apache-2.0 */
#include "range.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define UNIT "bytes="

static bool read_number(const char *text, size_t length, int64_t *out)
{
    g_autofree char *digits = g_strndup(text, length);
    guint64 number;
    if (!g_ascii_string_to_unsigned(digits, 10, 0, G_MAXINT64, &number, NULL))
        return false;
    *out = (int64_t)number;
    return true;
}

enum range range_parse(const char *header, int64_t size, int64_t *first, int64_t *length)
{
    int64_t from = 0, to = size - 1;
    if (!header || !g_str_has_prefix(header, UNIT))
        return RANGE_WHOLE;
    const char *start = header + strlen(UNIT), *dash = strchr(start, '-');
    if (!dash)
        return RANGE_WHOLE;
    if (dash == start) {
        int64_t suffix;
        if (!read_number(dash + 1, strlen(dash + 1), &suffix))
            return RANGE_WHOLE;
        from = suffix < size ? size - suffix : 0;
        if (!suffix)
            return RANGE_IMPOSSIBLE;
    } else {
        if (!read_number(start, (size_t)(dash - start), &from))
            return RANGE_WHOLE;
        if (dash[1] && (!read_number(dash + 1, strlen(dash + 1), &to) || to < from))
            return RANGE_WHOLE;
    }
    if (from >= size)
        return RANGE_IMPOSSIBLE;
    *first = from;
    *length = MIN(to, size - 1) - from + 1;
    return RANGE_PART;
}
