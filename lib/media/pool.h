/* SPDX-License-Identifier: Apache-2.0
 *
 * The pool of picture workers behind media.h: who is idle, who waits, who is replaced.
 * Any number of threads; the pool's lock guards everything that changes.
 */
#ifndef STENCIL_MEDIA_POOL_H
#define STENCIL_MEDIA_POOL_H

#include "media/media.h"

/* Has one worker do one thing; waits for a worker as long as it takes. `*reply` is a new
 * reference. E_MEDIA_WORKER; E_BROKEN when no process could be started. */
enum err pool_ask(struct media_pool *pool, const json_t *request, const int *files, unsigned file_count,
                  json_t **reply);

int64_t pool_pixels_max(const struct media_pool *pool);

#endif
