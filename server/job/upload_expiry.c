/* SPDX-License-Identifier: Apache-2.0 */
#include "job/upload_expiry.h"

#include "base/clock.h"
#include "blob/upload.h"
#include "store/upload.h"

enum { BATCH = 500, LOOK_EACH_US = 1000000, SWEEP_EACH = 60 };

struct upload_expiry {
    struct server *server;
    GThread *thread;
    GMutex lock; /* guards is_ending */
    GCond wake;
    bool is_ending;
};

static enum err delete_row(struct db_conn *db, void *context)
{
    return upload_delete(db, context);
}

/* One that a request still writes to is left for the next look. */
static enum err expire_one(struct server *server, char *id)
{
    g_autoptr(blob_draft) draft = NULL;
    enum err e = blob_upload_open(server->blobs, id, &draft);
    if (e == E_LOCKED)
        return OK;
    if (!e)
        e = blob_upload_delete(server->blobs, id);
    return e && e != E_NOT_FOUND ? e : writer_run(server->writer, delete_row, id);
}

enum err upload_expire(struct server *server, struct db_conn *db, int64_t now_us)
{
    g_autoptr(GPtrArray) ids = NULL;
    enum err e = upload_expired(db, now_us, BATCH, &ids);
    for (guint i = 0; !e && i < ids->len; i++)
        e = expire_one(server, ids->pdata[i]);
    return e;
}

/* Of a finished one the row is kept for a while, the file is not. */
static enum err is_needed(void *context, const char *id, bool *needed)
{
    g_autoptr(upload) u = NULL;
    enum err e = upload_get(context, id, &u);
    if (!e || e == E_NOT_FOUND)
        *needed = !e && !u->media_id && !u->refusal;
    return e == E_NOT_FOUND ? OK : e;
}

enum err upload_sweep(struct server *server, struct db_conn *db)
{
    return blob_upload_sweep(server->blobs, is_needed, db);
}

/* Waits; false when it is over. */
static bool sleep_for(struct upload_expiry *job, int64_t us)
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
    struct upload_expiry *job = context;
    struct db_conn *db = NULL;
    for (int round = 0; sleep_for(job, LOOK_EACH_US); round++) {
        if (!db && db_connect(job->server->database_url, DB_READ, &db))
            continue;
        /* What fails was logged where it failed, and is tried again with the next look. */
        enum err e = upload_expire(job->server, db, clock_now_us());
        if (!e && round % SWEEP_EACH == 0)
            e = upload_sweep(job->server, db);
        (void)e;
    }
    db_disconnect(db);
    return NULL;
}

struct upload_expiry *upload_expiry_start(struct server *server)
{
    struct upload_expiry *job = g_new0(struct upload_expiry, 1);
    job->server = server;
    g_mutex_init(&job->lock);
    g_cond_init(&job->wake);
    job->thread = g_thread_new("upload-expiry", expiry_main, job);
    return job;
}

void upload_expiry_stop(struct upload_expiry *job)
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
