/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is listening for which account's events: a thread that reads the outbox after each
 * commit (and each second, for what another daemon wrote) and wakes the listeners whom
 * something new concerns. It hands over no events: a listener reads its own.
 * Joining and leaving are for any thread; a wake is called on the hub's thread, under its lock.
 */
#ifndef STENCIL_EVENT_HUB_H
#define STENCIL_EVENT_HUB_H

#include "db/writer.h"

struct event_hub;

/* Embedded in what listens; in the hub from join to leave. */
struct event_listener {
    char account_id[23];
    void (*wake)(struct event_listener *listener);
};

/* Its connection is opened when somebody listens. */
struct event_hub *event_hub_new(const char *database_url);
void event_hub_free(struct event_hub *hub);

void event_hub_join(struct event_hub *hub, struct event_listener *listener);
/* No wake is under way or comes after this. */
void event_hub_leave(struct event_hub *hub, struct event_listener *listener);

/* Something may have been written. */
void event_hub_look(struct event_hub *hub);

int64_t event_hub_listeners(struct event_hub *hub);

#endif
