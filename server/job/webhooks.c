/* SPDX-License-Identifier: Apache-2.0 */
#include "job/webhooks.h"

#include <stdatomic.h>
#include <sys/eventfd.h>

#include "base/clock.h"
#include "base/log.h"
#include "job/webhook_attempt.h"
#include "job/webhook_round.h"

enum { LOOK_EACH_MS = 1000 };

struct webhooks {
    struct server *server;
    struct db_conn *db; /* the thread's, to look with; NULL until it has one */
    struct sender *sender;
    GPtrArray *settled; /* attempts that came back and are not yet stored */
    GThread *thread;
    atomic_bool is_ending;
};

void webhooks_wake(const struct server *server)
{
    /* Full or not, it is awake. */
    (void)eventfd_write(server->webhooks_wake, 1);
}

static void send_take(struct webhooks *w, GPtrArray *claimed)
{
    while (claimed->len)
        sender_add(w->sender, &((struct attempt *)g_ptr_array_steal_index(claimed, claimed->len - 1))->post);
}

static bool has_work(struct webhooks *w)
{
    bool has = false;
    if (w->settled->len)
        return true;
    /* What fails was logged where it failed, and is tried again in the next round. */
    enum err e = w->db ? OK : db_connect(w->server->database_url, DB_READ, &w->db);
    if (!e)
        e = webhook_has_work(w->db, clock_now_us(), ROUND_AT_ONCE, &has);
    return !e && has;
}

/* Whether there is more to do at once. */
static bool run_round(struct webhooks *w)
{
    if (!has_work(w))
        return false;
    g_autoptr(GPtrArray) claimed = g_ptr_array_new_with_free_func((GDestroyNotify)attempt_free);
    struct round round = {.config = w->server->config, .settled = w->settled, .claimed = claimed};
    /* Where it was not stored, claims end by themselves, and outcomes wait for the next round. */
    if (writer_run(w->server->writer, round_run, &round))
        return false;
    g_ptr_array_set_size(w->settled, 0);
    send_take(w, claimed);
    return round.is_behind;
}

static void wait_and_settle(struct webhooks *w, int timeout_ms)
{
    const struct config *config = w->server->config;
    struct retry rule = {config->webhook_attempts, config->webhook_backoff_ms * 1000};
    g_autoptr(GPtrArray) done = g_ptr_array_new();
    sender_wait(w->sender, w->server->webhooks_wake, timeout_ms, done);
    for (guint i = 0; i < done->len; i++) {
        struct attempt *attempt = ((struct post *)done->pdata[i])->context;
        attempt_settle(attempt, &rule, clock_now_us());
        g_ptr_array_add(w->settled, attempt);
    }
}

static void *webhooks_main(void *context)
{
    struct webhooks *w = context;
    while (!w->is_ending)
        wait_and_settle(w, run_round(w) ? 0 : LOOK_EACH_MS);
    return NULL;
}

struct webhooks *webhooks_start(struct server *server)
{
    struct webhooks *w = g_new0(struct webhooks, 1);
    w->server = server;
    w->sender =
        sender_new(&(struct sender_settings){server->config->webhook_timeout, server->config->webhook_allow_private});
    w->settled = g_ptr_array_new_with_free_func((GDestroyNotify)attempt_free);
    w->thread = g_thread_new("webhooks", webhooks_main, w);
    return w;
}

/* Stores the last outcomes and gives back what is under way. */
static void store_last(struct webhooks *w, GPtrArray *under_way)
{
    struct round round = {.settled = w->settled, .claimed = under_way};
    if (!under_way->len && !w->settled->len)
        return;
    /* What cannot be stored is claimed for some seconds more, then sent again. */
    if (writer_run(w->server->writer, round_end, &round))
        log_line(LOG_WARNING, "webhook-outcomes-lost", NULL);
}

void webhooks_stop(struct webhooks *w)
{
    w->is_ending = true;
    webhooks_wake(w->server);
    g_thread_join(w->thread);
    g_autoptr(GPtrArray) under_way = g_ptr_array_new_with_free_func((GDestroyNotify)attempt_free);
    for (guint i = 0; i < sender_count(w->sender); i++)
        g_ptr_array_add(under_way, sender_post(w->sender, i)->context);
    sender_free(w->sender);
    store_last(w, under_way);
    g_ptr_array_unref(w->settled);
    if (w->db)
        db_disconnect(w->db);
    g_free(w);
}
