/* SPDX-License-Identifier: Apache-2.0
 *
 * The threads of the lane WORK, each with a read connection of its own, opened when it is
 * first needed.
 */
#ifndef STENCIL_WORKERS_H
#define STENCIL_WORKERS_H

#include "db/db.h"

struct workers;

/* Runs on a worker's thread; `db` is NULL when its connection could not be opened, which
 * was logged. */
typedef void work_fn(void *context, struct db_conn *db);

struct workers *workers_new(const char *database_url, unsigned count);

/* Finishes what was submitted, and ends the threads. */
void workers_free(struct workers *workers);

/* Any thread: runs `work` soon. */
void workers_submit(struct workers *workers, work_fn *work, void *context);

#endif
