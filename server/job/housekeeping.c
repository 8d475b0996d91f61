/* SPDX-License-Identifier: Apache-2.0 */
#include "job/housekeeping.h"

#include "base/clock.h"
#include "job/loop.h"
#include "store/account.h"
#include "store/delivery.h"
#include "store/event.h"
#include "store/idempotency.h"

enum { CALLS_EACH_US = 1000000, EXPIRY_EACH = 60 };

struct housekeeping {
    struct server *server;
    int rounds;
    struct job_loop *loop;
};

static enum err delete_expired(struct db_conn *db, void *context)
{
    const struct server *server = context;
    int64_t now_us = clock_now_us();
    enum err e = session_delete_expired(db, now_us);
    if (!e)
        e = idempotency_delete_old(db, now_us - server->config->idempotency_ttl * 1000000);
    if (!e)
        e = event_delete_old(db, now_us - server->config->events_kept * 1000000);
    return e ? e : delivery_delete_old(db, now_us - server->config->events_kept * 1000000);
}

static int64_t keep_house(void *context)
{
    struct housekeeping *h = context;
    /* What fails was logged where it failed, and is tried again in the next round. */
    enum err e = calls_write(h->server->calls, h->server->writer);
    if (h->rounds++ % EXPIRY_EACH == 0)
        e = writer_run(h->server->writer, delete_expired, h->server);
    (void)e;
    return CALLS_EACH_US;
}

struct housekeeping *housekeeping_start(struct server *server)
{
    struct housekeeping *h = g_new0(struct housekeeping, 1);
    h->server = server;
    h->loop = job_loop_start("housekeeping", CALLS_EACH_US, keep_house, h);
    return h;
}

void housekeeping_stop(struct housekeeping *h)
{
    job_loop_stop(h->loop);
    g_free(h);
}
