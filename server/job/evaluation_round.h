/* SPDX-License-Identifier: Apache-2.0
 *
 * One round of the evaluation job: a bounded piece of each kind of work that is there. Reads
 * go over a connection of the job's own, one short transaction each; only what has changed is
 * written, so that requests wait for a few milliseconds at most.
 */
#ifndef STENCIL_JOB_EVALUATION_ROUND_H
#define STENCIL_JOB_EVALUATION_ROUND_H

#include "server.h"

enum {
    ROUND_DUE = 50,      /* collections whose facts are made anew, or that are due, in one write */
    ROUND_SIMILAR = 50,  /* that are put into their classes of similar texts in one write */
    ROUND_READ = 2000,   /* that a sweep looks at in one read */
    ROUND_CHANGED = 100, /* of those, that it writes in one write */
};

/* `*is_busy`: there is more to do at once. */
enum err evaluation_round(struct server *server, struct db_conn *db, bool *is_busy);

#endif
