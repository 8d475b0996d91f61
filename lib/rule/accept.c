/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/accept.h"

#include <glib.h>
#include <string.h>

enum { RANGES_MAX = 64 };

static bool is_refused(char **parameters)
{
    for (; *parameters; parameters++) {
        const char *parameter = g_strstrip(*parameters);
        if (g_ascii_strncasecmp(parameter, "q=", 2) == 0)
            return g_ascii_strtod(parameter + 2, NULL) <= 0;
    }
    return false;
}

bool accept_names(const char *header, const char *type)
{
    bool is_named = false;
    if (!header)
        return false;
    g_auto(GStrv) ranges = g_strsplit(header, ",", RANGES_MAX);
    for (char **range = ranges; *range && !is_named; range++) {
        g_auto(GStrv) parts = g_strsplit(*range, ";", RANGES_MAX);
        is_named = *parts && g_ascii_strcasecmp(g_strstrip(*parts), type) == 0 && !is_refused(parts + 1);
    }
    return is_named;
}
