/* SPDX-License-Identifier: Apache-2.0
 *
 * ZIP files, by libzip. What goes in is not deflated: pictures are compressed already. Memory does
 * not grow with what goes in. Any thread.
 */
#ifndef STENCIL_ARCHIVE_H
#define STENCIL_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { ARCHIVE_PARTS_MAX = 64 };

/* One file of an archive: an open file, or text. Borrowed. */
struct archive_part {
    const char *name; /* ASCII, without a folder */
    int file;         /* open for reading; its offset changes */
    int64_t size;     /* of the file */
    const char *text; /* instead of the file, UTF-8; or NULL */
};

/* Writes a ZIP file of 1 to ARCHIVE_PARTS_MAX parts into the empty file `to`. The same parts and time
 * make the same bytes. E_FULL where the disk is. */
enum err archive_write(const struct archive_part *parts, size_t count, int64_t time_us, int to);

#endif
