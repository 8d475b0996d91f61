/* SPDX-License-Identifier: Apache-2.0 */
#include "job/evaluation.h"

#include "base/clock.h"
#include "job/evaluation_round.h"

/* What time alone changes is looked at that often; what another daemon wrote, too. */
enum { LOOK_EACH_US = 500000 };

struct evaluation_job {
    struct server *server;
    GThread *thread;
    GMutex lock; /* guards is_ending, is_woken */
    GCond wake;
    bool is_ending, is_woken;
};

/* Waits until there may be something to do; false when it is over. */
static bool wait(struct evaluation_job *job, bool is_busy)
{
    gint64 until = g_get_monotonic_time() + LOOK_EACH_US;
    g_mutex_lock(&job->lock);
    while (!is_busy && !job->is_ending && !job->is_woken && g_cond_wait_until(&job->wake, &job->lock, until))
        ;
    job->is_woken = false;
    bool goes_on = !job->is_ending;
    g_mutex_unlock(&job->lock);
    return goes_on;
}

static void *evaluation_main(void *context)
{
    struct evaluation_job *job = context;
    struct db_conn *db = NULL;
    bool is_busy = false;
    while (wait(job, is_busy)) {
        is_busy = false;
        if (!db && db_connect(job->server->database_url, DB_READ, &db))
            continue;
        /* What fails was logged where it failed, and is tried again with the next look. */
        if (evaluation_round(job->server, db, &is_busy))
            is_busy = false;
    }
    db_disconnect(db);
    return NULL;
}

struct evaluation_job *evaluation_start(struct server *server)
{
    struct evaluation_job *job = g_new0(struct evaluation_job, 1);
    job->server = server;
    g_mutex_init(&job->lock);
    g_cond_init(&job->wake);
    job->thread = g_thread_new("evaluation", evaluation_main, job);
    return job;
}

void evaluation_wake(struct evaluation_job *job)
{
    g_mutex_lock(&job->lock);
    job->is_woken = true;
    g_cond_signal(&job->wake);
    g_mutex_unlock(&job->lock);
}

void evaluation_stop(struct evaluation_job *job)
{
    g_mutex_lock(&job->lock);
    job->is_ending = true;
    g_cond_signal(&job->wake);
    g_mutex_unlock(&job->lock);
    g_thread_join(job->thread);
    g_mutex_clear(&job->lock);
    g_cond_clear(&job->wake);
    g_free(job);
}
