/* SPDX-License-Identifier: Apache-2.0
 *
 * A temporary folder of a test's own, removed at its end with all that is in it.
 */
#ifndef STENCIL_TESTS_UNIT_FOLDER_TEST_H
#define STENCIL_TESTS_UNIT_FOLDER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>

[[maybe_unused]] static char *folder_new(void)
{
    char *folder = g_dir_make_tmp("stencil-XXXXXX", NULL);
    assert_non_null(folder);
    return folder;
}

static int folder_remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

[[maybe_unused]] static void folder_remove_take(char *folder)
{
    nftw(folder, folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_free(folder);
}

/* How many entries a folder has; 0 where it is not there. */
[[maybe_unused]] static unsigned folder_count(const char *parent, const char *name)
{
    g_autofree char *path = g_build_filename(parent, name, NULL);
    g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
    unsigned count = 0;
    while (list && g_dir_read_name(list))
        count++;
    return count;
}

#endif
