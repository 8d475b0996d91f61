/* SPDX-License-Identifier: Apache-2.0
 *
 * The thread of a background job: round after round, with a pause in between.
 */
#ifndef STENCIL_JOB_LOOP_H
#define STENCIL_JOB_LOOP_H

#include <stdint.h>

struct job_loop;

/* Calls `round` on a thread of its own until it is stopped. It returns for how many
 * microseconds there is nothing to do; 0: it has more to do at once. The first round comes
 * after `first_us`. */
struct job_loop *job_loop_start(const char *name, int64_t first_us, int64_t (*round)(void *context), void *context);

/* Waits for the round that is under way. */
void job_loop_stop(struct job_loop *loop);

/* Ends a pause. Any thread. */
void job_loop_wake(struct job_loop *loop);

#endif
