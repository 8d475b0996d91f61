/* SPDX-License-Identifier: Apache-2.0 */
#include "job/evaluation.h"

#include "job/evaluation_round.h"
#include "job/loop.h"

/* What time alone changes is looked at that often; what another daemon wrote, too. */
enum { LOOK_EACH_US = 500000 };

struct evaluation_job {
    struct server *server;
    struct db_conn *db; /* opened when it is first needed */
    struct job_loop *loop;
};

/* What fails was logged where it failed, and is tried again with the next look. */
static int64_t look(void *context)
{
    struct evaluation_job *job = context;
    bool is_busy = false;
    if (!job->db && db_connect(job->server->database_url, DB_READ, &job->db))
        return LOOK_EACH_US;
    enum err e = evaluation_round(job->server, job->db, &is_busy);
    return !e && is_busy ? 0 : LOOK_EACH_US;
}

struct evaluation_job *evaluation_start(struct server *server)
{
    struct evaluation_job *job = g_new0(struct evaluation_job, 1);
    job->server = server;
    job->loop = job_loop_start("evaluation", LOOK_EACH_US, look, job);
    return job;
}

void evaluation_wake(struct evaluation_job *job)
{
    job_loop_wake(job->loop);
}

void evaluation_stop(struct evaluation_job *job)
{
    job_loop_stop(job->loop);
    db_disconnect(job->db);
    g_free(job);
}
