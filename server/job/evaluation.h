/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that evaluates what no request waits for: all that is stored after a
 * new policy, in batches that resume where they were; collections that are due (many at once,
 * or by the clock); texts that a new policy wants compared for similarity. Safe to run on
 * several machines: each batch is claimed in the database.
 */
#ifndef STENCIL_JOB_EVALUATION_H
#define STENCIL_JOB_EVALUATION_H

#include "server.h"

struct evaluation_job;

struct evaluation_job *evaluation_start(struct server *server);
void evaluation_stop(struct evaluation_job *job);

/* There is something to do. Any thread. */
void evaluation_wake(struct evaluation_job *job);

#endif
