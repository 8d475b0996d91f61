/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that delivers events to webhooks: a thread that looks after each
 * commit, and each second, whether there is something to deliver, and sends it. Safe to run
 * on several machines: a delivery is claimed in the database before it is sent.
 */
#ifndef STENCIL_JOB_WEBHOOKS_H
#define STENCIL_JOB_WEBHOOKS_H

#include "server.h"

struct webhooks;

struct webhooks *webhooks_start(struct server *server);

/* What is under way is given back, and sent again by the next daemon. */
void webhooks_stop(struct webhooks *webhooks);

/* Something may have been written. Any thread. */
void webhooks_wake(const struct server *server);

#endif
