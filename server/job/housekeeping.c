/* SPDX-License-Identifier: Apache-2.0 */
#include "job/housekeeping.h"

#include "base/clock.h"
#include "store/account.h"
#include "store/delivery.h"
#include "store/event.h"
#include "store/idempotency.h"

enum { CALLS_EACH_US = 1000000, EXPIRY_EACH = 60 };

struct housekeeping {
    struct server *server;
    GThread *thread;
    GMutex lock; /* guards is_ending */
    GCond wake;
    bool is_ending;
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

/* Waits for the next round; false when it is over. */
static bool wait(struct housekeeping *h)
{
    gint64 until = g_get_monotonic_time() + CALLS_EACH_US;
    g_mutex_lock(&h->lock);
    while (!h->is_ending && g_cond_wait_until(&h->wake, &h->lock, until))
        ;
    bool goes_on = !h->is_ending;
    g_mutex_unlock(&h->lock);
    return goes_on;
}

static void *housekeeping_main(void *context)
{
    struct housekeeping *h = context;
    for (int round = 0; wait(h); round++) {
        /* What fails was logged where it failed, and is tried again in the next round. */
        enum err e = calls_write(h->server->calls, h->server->writer);
        if (round % EXPIRY_EACH == 0)
            e = writer_run(h->server->writer, delete_expired, h->server);
        (void)e;
    }
    return NULL;
}

struct housekeeping *housekeeping_start(struct server *server)
{
    struct housekeeping *h = g_new0(struct housekeeping, 1);
    h->server = server;
    g_mutex_init(&h->lock);
    g_cond_init(&h->wake);
    h->thread = g_thread_new("housekeeping", housekeeping_main, h);
    return h;
}

void housekeeping_stop(struct housekeeping *h)
{
    g_mutex_lock(&h->lock);
    h->is_ending = true;
    g_cond_signal(&h->wake);
    g_mutex_unlock(&h->lock);
    g_thread_join(h->thread);
    g_mutex_clear(&h->lock);
    g_cond_clear(&h->wake);
    g_free(h);
}
