/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that looks at uploads that are whole and were left: by a daemon that was
 * killed, or by a failure of the machine. What is being looked at is locked, so that it is safe to
 * run on several machines.
 */
#ifndef STENCIL_JOB_MEDIA_PROCESSING_H
#define STENCIL_JOB_MEDIA_PROCESSING_H

#include "server.h"

struct media_processing;

struct media_processing *media_processing_start(struct server *server);
void media_processing_stop(struct media_processing *job);

/* One look; `db` is for reading. `*more`: there are more than one look takes. */
enum err media_process(struct server *server, struct db_conn *db, int64_t now_us, bool *more);

#endif
