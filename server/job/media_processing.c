/* SPDX-License-Identifier: Apache-2.0 */
#include "job/media_processing.h"

#include "base/clock.h"
#include "blob/upload.h"
#include "job/loop.h"
#include "processing.h"
#include "promise.h"
#include "store/upload.h"

/* A stop waits for a batch. */
enum { BATCH = 8, LOOK_EACH_US = 1000000 };

struct media_processing {
    struct server *server;
    struct db_conn *db; /* opened when it is first needed */
    struct job_loop *loop;
};

static enum err refuse_lost(struct db_conn *db, void *context)
{
    const char *id = context;
    enum err e = promise_break(db, id, E_BROKEN, "The server has lost this file.", clock_now_us());
    return e == E_NOT_FOUND ? OK : e;
}

/* One that a request or another daemon is at is left to it. */
static enum err process_one(struct server *server, struct db_conn *db, char *id, guint *handled)
{
    g_autoptr(blob_draft) draft = NULL, whole = NULL;
    enum err e = blob_upload_open(server->blobs, id, &draft);
    if (e == E_NOT_FOUND)
        return writer_run(server->writer, refuse_lost, id);
    if (!e)
        e = blob_upload_whole(draft, &whole);
    if (!e)
        processing_alone(server, db, id, whole);
    *handled += !e;
    return e == E_LOCKED ? OK : e;
}

enum err media_process(struct server *server, struct db_conn *db, int64_t now_us, bool *more)
{
    g_autoptr(GPtrArray) ids = NULL;
    guint handled = 0;
    enum err e = upload_due(db, now_us, BATCH, &ids);
    for (guint i = 0; !e && i < ids->len; i++)
        e = process_one(server, db, ids->pdata[i], &handled);
    if (!e)
        *more = handled == BATCH;
    return e;
}

static int64_t look(void *context)
{
    struct media_processing *job = context;
    if (!job->db && db_connect(job->server->database_url, DB_READ, &job->db))
        return LOOK_EACH_US;
    /* What fails was logged where it failed, and is tried again with the next look. */
    bool more = false;
    (void)media_process(job->server, job->db, clock_now_us(), &more);
    return more ? 0 : LOOK_EACH_US;
}

struct media_processing *media_processing_start(struct server *server)
{
    struct media_processing *job = g_new0(struct media_processing, 1);
    job->server = server;
    job->loop = job_loop_start("processing", LOOK_EACH_US, look, job);
    return job;
}

void media_processing_stop(struct media_processing *job)
{
    job_loop_stop(job->loop);
    db_disconnect(job->db);
    g_free(job);
}
