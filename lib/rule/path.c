/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/path.h"

#include <glib.h>
#include <stdarg.h>

struct path path_member(const struct path *outer, const char *name)
{
    return (struct path){.outer = outer, .name = name, .refusals = outer->refusals};
}

struct path path_element(const struct path *outer, size_t index)
{
    return (struct path){.outer = outer, .index = index, .refusals = outer->refusals};
}

static void append_escaped(GString *pointer, const char *name)
{
    for (; *name; name++) {
        if (*name == '~')
            g_string_append(pointer, "~0");
        else if (*name == '/')
            g_string_append(pointer, "~1");
        else
            g_string_append_c(pointer, *name);
    }
}

static void append_steps(GString *pointer, const struct path *path)
{
    if (!path->outer)
        return;
    append_steps(pointer, path->outer);
    g_string_append_c(pointer, '/');
    if (path->name)
        append_escaped(pointer, path->name);
    else
        g_string_append_printf(pointer, "%zu", path->index);
}

char *path_pointer(const struct path *path)
{
    GString *pointer = g_string_new(NULL);
    append_steps(pointer, path);
    return g_string_free(pointer, FALSE);
}

enum err path_refuse(const struct path *path, const char *format, ...)
{
    /* A body may hold a million wrong members; beyond the limit none of them costs anything. */
    if (json_array_size(path->refusals->list) >= REFUSALS_MAX)
        return E_INVALID;
    va_list args;
    va_start(args, format);
    g_autofree char *detail = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *pointer = path_pointer(path);
    return refuse(path->refusals, pointer, "%s", detail);
}
