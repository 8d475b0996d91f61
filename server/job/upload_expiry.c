/* SPDX-License-Identifier: Apache-2.0 */
#include "job/upload_expiry.h"

#include "base/clock.h"
#include "blob/upload.h"
#include "job/loop.h"
#include "store/upload.h"

enum { BATCH = 500, LOOK_EACH_US = 1000000, SWEEP_EACH = 60 };

struct upload_expiry {
    struct server *server;
    struct db_conn *db; /* opened when it is first needed */
    struct job_loop *loop;
    int looks; /* since the last sweep */
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

static int64_t look(void *context)
{
    struct upload_expiry *job = context;
    if (!job->db && db_connect(job->server->database_url, DB_READ, &job->db))
        return LOOK_EACH_US;
    /* What fails was logged where it failed, and is tried again with the next look. */
    if (!upload_expire(job->server, job->db, clock_now_us()) && job->looks == 0)
        (void)upload_sweep(job->server, job->db);
    job->looks = (job->looks + 1) % SWEEP_EACH;
    return LOOK_EACH_US;
}

struct upload_expiry *upload_expiry_start(struct server *server)
{
    struct upload_expiry *job = g_new0(struct upload_expiry, 1);
    job->server = server;
    job->loop = job_loop_start("upload-expiry", LOOK_EACH_US, look, job);
    return job;
}

void upload_expiry_stop(struct upload_expiry *job)
{
    job_loop_stop(job->loop);
    db_disconnect(job->db);
    g_free(job);
}
