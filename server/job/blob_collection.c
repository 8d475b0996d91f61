/* SPDX-License-Identifier: Apache-2.0 */
#include "job/blob_collection.h"

#include "base/clock.h"
#include "job/loop.h"
#include "keep.h"
#include "store/blob.h"

enum { PAGE = 500, MEDIA_BATCH = 200, ROUND_LEAST = 1, ROUND_MOST = 600 };

struct blob_collection {
    struct server *server;
    struct db_conn *db; /* opened when it is first needed */
    struct job_loop *loop;
};

/* Of one page: what is seen without a name for the first time, and what has had none for long enough. */
struct page {
    int64_t now_us, until_us, rows;
    char last[SHA256_TEXT_SIZE];
    GPtrArray *fresh, *due;
};

static void look(void *context, const struct blob_row *row)
{
    struct page *page = context;
    page->rows++;
    g_strlcpy(page->last, row->sha256, sizeof page->last);
    if (row->media_id || row->recipe)
        return;
    if (!row->unnamed_us)
        g_ptr_array_add(page->fresh, g_strdup(row->sha256));
    else if (row->unnamed_us <= page->until_us)
        g_ptr_array_add(page->due, g_strdup(row->sha256));
}

static enum err mark_page(struct db_conn *db, void *context)
{
    const struct page *page = context;
    enum err e = OK;
    for (guint i = 0; !e && i < page->fresh->len; i++)
        e = blob_mark_unnamed(db, page->fresh->pdata[i], page->now_us);
    for (guint i = 0; !e && i < page->due->len; i++)
        e = blob_delete_unnamed(db, page->due->pdata[i], page->until_us);
    return e;
}

static void draft_free(void *draft)
{
    blob_draft_free(draft);
}

/* First the markers, then the rows, then the files: wherever a crash comes in between, the next start
 * finds the markers and ends it. */
static enum err collect_page(struct server *server, struct page *page, int64_t *deleted)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(draft_free);
    enum err e = OK;
    if (page->fresh->len + page->due->len == 0)
        return OK;
    for (guint i = 0; !e && i < page->due->len; i++) {
        struct blob_draft *draft;
        e = blob_draft_of_kept(server->blobs, page->due->pdata[i], &draft);
        if (!e)
            g_ptr_array_add(drafts, draft);
    }
    if (!e)
        e = writer_run(server->writer, mark_page, page);
    /* A file that is named stays where it is, here too. */
    for (guint i = 0; i < drafts->len; i++)
        if (keep_end(server->writer, drafts->pdata[i], E_GONE) == E_GONE && !e)
            ++*deleted;
    return e;
}

static enum err delete_unshown(struct db_conn *db, void *context)
{
    return media_delete_unshown(db, MEDIA_BATCH, context);
}

static enum err delete_all_unshown(struct server *server)
{
    int64_t count = MEDIA_BATCH;
    enum err e = OK;
    while (!e && count == MEDIA_BATCH)
        e = writer_run(server->writer, delete_unshown, &count);
    return e;
}

enum err blob_collect(struct server *server, struct db_conn *db, int64_t now_us, int64_t *deleted)
{
    struct page page = {.now_us = now_us, .until_us = now_us - server->config->blob_grace * 1000000, .rows = PAGE};
    enum err e = delete_all_unshown(server);
    while (!e && page.rows == PAGE) {
        g_autofree char *after = g_strdup(page.last);
        g_autoptr(GPtrArray) fresh = page.fresh = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) due = page.due = g_ptr_array_new_with_free_func(g_free);
        page.rows = 0;
        e = blob_page(db, after, PAGE, look, &page);
        if (!e)
            e = collect_page(server, &page, deleted);
    }
    return e;
}

enum err blob_collect_file(struct server *server, const char *sha256)
{
    g_autoptr(blob_draft) draft = NULL;
    enum err e = blob_draft_of_kept(server->blobs, sha256, &draft);
    if (e)
        return e;
    e = keep_end(server->writer, draft, E_GONE);
    return e == E_GONE ? OK : e;
}

/* Often enough that a short grace means something, seldom enough that nobody notices. */
static int64_t pause_us(const struct server *server)
{
    return CLAMP(server->config->blob_grace / 4, ROUND_LEAST, ROUND_MOST) * 1000000;
}

static int64_t collect(void *context)
{
    struct blob_collection *job = context;
    int64_t deleted = 0;
    if (!job->db && db_connect(job->server->database_url, DB_READ, &job->db))
        return pause_us(job->server);
    /* What fails was logged where it failed, and is tried again in the next round. */
    if (!blob_collect(job->server, job->db, clock_now_us(), &deleted))
        job->server->blobs_collected += deleted;
    return pause_us(job->server);
}

struct blob_collection *blob_collection_start(struct server *server)
{
    struct blob_collection *job = g_new0(struct blob_collection, 1);
    job->server = server;
    job->loop = job_loop_start("collection", pause_us(server), collect, job);
    return job;
}

void blob_collection_stop(struct blob_collection *job)
{
    job_loop_stop(job->loop);
    db_disconnect(job->db);
    g_free(job);
}
