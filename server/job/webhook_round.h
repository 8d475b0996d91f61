/* SPDX-License-Identifier: Apache-2.0
 *
 * What the webhooks' job does in the database, as one unit of work for the writer: stores
 * what became of attempts, makes deliveries of new events, and claims those that are due.
 */
#ifndef STENCIL_JOB_WEBHOOK_ROUND_H
#define STENCIL_JOB_WEBHOOK_ROUND_H

#include "config.h"
#include "db/db.h"

enum {
    ROUND_EVENTS = 64, /* that one round makes deliveries of, for each webhook */
    ROUND_AT_ONCE = 4, /* deliveries of a webhook under way: a slow one holds up nobody else */
};

struct round {
    const struct config *config;
    const GPtrArray *settled; /* in: of struct attempt */
    GPtrArray *claimed;       /* of struct attempt; out: to be sent once the unit is committed */
    bool is_behind;           /* out: there are more new events */
};

/* For the writer; `round` is a struct round. */
enum err round_run(struct db_conn *db, void *round);

/* The last one: stores what is settled and gives back what is claimed. */
enum err round_end(struct db_conn *db, void *round);

#endif
