/* SPDX-License-Identifier: Apache-2.0 */
#include "job/authorization_expiry.h"

#include "base/clock.h"

/* authorization.ttl is one second at least, so that no request can come and be due between
 * two looks: nobody needs to wake the job. */
enum { BATCH = 500, LOOK_EACH_US = 1000000 };

struct authorization_expiry {
    struct server *server;
    GThread *thread;
    GMutex lock; /* guards is_ending */
    GCond wake;
    bool is_ending;
};

enum err authorization_expire(const struct authorizer *by, int64_t limit, int64_t *found)
{
    static const struct decision expire = {AUTHORIZATION_EXPIRE, ACTOR_CLOCK, EFFECT_NONE};
    g_autoptr(GPtrArray) due = NULL;
    enum err e = authorization_due(by->db, by->now_us, limit, &due);
    for (guint i = 0; !e && i < due->len; i++) {
        e = authorize_decide(by, due->pdata[i], &expire);
        /* Somebody decided it while we were looking. */
        if (e == E_STATE)
            e = OK;
    }
    if (!e)
        *found = due->len;
    return e;
}

struct batch {
    const struct signer *signer;
    int64_t found;
};

static enum err expire_batch(struct db_conn *db, void *context)
{
    struct batch *batch = context;
    struct authorizer by = {db, batch->signer, clock_now_us()};
    return authorization_expire(&by, BATCH, &batch->found);
}

static void expire_all(struct server *server)
{
    struct batch batch = {.signer = server->signer};
    /* What fails was logged where it failed, and is tried again with the next look. */
    while (!writer_run(server->writer, expire_batch, &batch) && batch.found == BATCH)
        ;
}

/* Microseconds until the next one is due, at most until the next look. */
static int64_t time_left(struct db_conn *db)
{
    int64_t due_us;
    if (authorization_next_due(db, &due_us))
        return LOOK_EACH_US;
    return CLAMP(due_us - clock_now_us(), 0, LOOK_EACH_US);
}

/* Waits; false when it is over. */
static bool sleep_for(struct authorization_expiry *job, int64_t us)
{
    gint64 until = g_get_monotonic_time() + us;
    g_mutex_lock(&job->lock);
    while (!job->is_ending && g_cond_wait_until(&job->wake, &job->lock, until))
        ;
    bool goes_on = !job->is_ending;
    g_mutex_unlock(&job->lock);
    return goes_on;
}

static void *expiry_main(void *context)
{
    struct authorization_expiry *job = context;
    struct db_conn *db = NULL;
    int64_t left = 0;
    while (sleep_for(job, left)) {
        left = LOOK_EACH_US;
        if (!db && db_connect(job->server->database_url, DB_READ, &db))
            continue;
        left = time_left(db);
        if (left)
            continue;
        expire_all(job->server);
        /* One that could not be ended is due still: without a pause this would spin. */
        left = MAX(time_left(db), LOOK_EACH_US / 100);
    }
    db_disconnect(db);
    return NULL;
}

struct authorization_expiry *authorization_expiry_start(struct server *server)
{
    struct authorization_expiry *job = g_new0(struct authorization_expiry, 1);
    job->server = server;
    g_mutex_init(&job->lock);
    g_cond_init(&job->wake);
    job->thread = g_thread_new("expiry", expiry_main, job);
    return job;
}

void authorization_expiry_stop(struct authorization_expiry *job)
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
