/* SPDX-License-Identifier: Apache-2.0
 *
 * A new policy's way through all collections, a piece at a time.
 */
#ifndef STENCIL_JOB_POLICY_SWEEP_H
#define STENCIL_JOB_POLICY_SWEEP_H

#include "server.h"

/* Looks at the next piece of the sweep that is under way, if there is one. */
enum err policy_sweep_round(struct server *server, struct db_conn *db, bool *is_busy);

#endif
