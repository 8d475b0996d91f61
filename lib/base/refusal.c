/* SPDX-License-Identifier: Apache-2.0 */
#include "base/refusal.h"

#include <glib.h>

enum err refuse(struct refusals *r, const char *pointer, const char *format, ...)
{
    if (!r->list)
        r->list = json_array();
    if (json_array_size(r->list) >= REFUSALS_MAX)
        return E_INVALID;
    va_list args;
    va_start(args, format);
    g_autofree char *detail = g_strdup_vprintf(format, args);
    va_end(args);
    json_array_append_new(r->list, json_pack("{s:s, s:s}", "pointer", pointer, "detail", detail));
    return E_INVALID;
}

void refusals_clear(struct refusals *r)
{
    json_decref(r->list);
    r->list = NULL;
}
