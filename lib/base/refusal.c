/* SPDX-License-Identifier: Apache-2.0 */
#include "base/refusal.h"

#include <glib.h>

void refuse_field(struct refusals *r, const char *pointer, const char *format, ...)
{
    if (!r->list)
        r->list = json_array();
    if (json_array_size(r->list) >= REFUSALS_MAX)
        return;
    va_list args;
    va_start(args, format);
    g_autofree char *said = g_strdup_vprintf(format, args);
    va_end(args);
    /* A query parameter is quoted as it came, which need not be UTF-8. */
    g_autofree char *detail = g_utf8_make_valid(said, -1);
    json_array_append_new(r->list, json_pack("{s:s, s:s}", "pointer", pointer, "detail", detail));
}

void refusals_clear(struct refusals *r)
{
    json_decref(r->list);
    r->list = NULL;
}
