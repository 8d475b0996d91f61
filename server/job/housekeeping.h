/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that writes the calls of templates each second, and each minute
 * deletes sessions that are over and replies kept for retries that no longer come. Safe
 * to run on several machines: each statement does nothing the second time.
 */
#ifndef STENCIL_JOB_HOUSEKEEPING_H
#define STENCIL_JOB_HOUSEKEEPING_H

#include "server.h"

struct housekeeping;

struct housekeeping *housekeeping_start(struct server *server);
void housekeeping_stop(struct housekeeping *housekeeping);

#endif
