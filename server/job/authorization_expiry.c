/* SPDX-License-Identifier: Apache-2.0 */
#include "job/authorization_expiry.h"

#include "base/clock.h"
#include "job/loop.h"

/* authorization.ttl is one second at least, so that no request can come and be due between
 * two looks: nobody needs to wake the job. */
enum { BATCH = 500, LOOK_EACH_US = 1000000 };

struct authorization_expiry {
    struct server *server;
    struct db_conn *db; /* opened when it is first needed */
    struct job_loop *loop;
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

static int64_t look(void *context)
{
    struct authorization_expiry *job = context;
    if (!job->db && db_connect(job->server->database_url, DB_READ, &job->db))
        return LOOK_EACH_US;
    int64_t left = time_left(job->db);
    if (left)
        return left;
    expire_all(job->server);
    /* One that could not be ended is due still: without a pause this would spin. */
    return MAX(time_left(job->db), LOOK_EACH_US / 100);
}

struct authorization_expiry *authorization_expiry_start(struct server *server)
{
    struct authorization_expiry *job = g_new0(struct authorization_expiry, 1);
    job->server = server;
    job->loop = job_loop_start("expiry", 0, look, job);
    return job;
}

void authorization_expiry_stop(struct authorization_expiry *job)
{
    job_loop_stop(job->loop);
    db_disconnect(job->db);
    g_free(job);
}
