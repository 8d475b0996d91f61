/* SPDX-License-Identifier: Apache-2.0
 *
 * Files of the source tree that are part of the program: migrations, the OpenAPI
 * document, the default policy, the pages it serves. Constant; any thread.
 */
#ifndef STENCIL_BASE_EMBED_H
#define STENCIL_BASE_EMBED_H

#include <stddef.h>

struct embedded {
    const char *path; /* as in the source tree */
    const char *data; /* followed by a NUL that `size` does not count */
    size_t size;
};

/* All of them, sorted by path, closed by an entry whose path is NULL. */
extern const struct embedded embedded_files[];

/* The file of this path, or NULL. */
const struct embedded *embedded_find(const char *path);

#endif
