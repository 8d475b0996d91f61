/* SPDX-License-Identifier: Apache-2.0 */
#include "job/avif.h"

#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "variant.h"

/* Who stands back for others may take ten times as long. */
enum { WANTED_MAX = 10000, NICENESS = 15, PATIENCE = 10 };

struct wish {
    char photo[SHA256_TEXT_SIZE];
    int width;
};

struct avif_job {
    struct server *server;
    struct media_pool *pool;
    int cancel_fd; /* given to the pool: written at the end */
    GThread *thread;
    GMutex lock; /* guards all below */
    GCond wake;
    GQueue wanted;     /* of struct wish, which the set owns */
    GHashTable *known; /* of struct wish: those that wait, and the one that is made */
    bool is_ending;
};

static guint wish_hash(const void *wish)
{
    const struct wish *w = wish;
    return g_str_hash(w->photo) ^ (guint)w->width;
}

static gboolean wish_equal(const void *a, const void *b)
{
    const struct wish *one = a, *other = b;
    return one->width == other->width && strcmp(one->photo, other->photo) == 0;
}

void avif_want(struct avif_job *job, const char *photo, int width)
{
    if (!job)
        return;
    struct wish *wish = g_new0(struct wish, 1);
    g_strlcpy(wish->photo, photo, sizeof wish->photo);
    wish->width = width;
    g_mutex_lock(&job->lock);
    if (g_queue_get_length(&job->wanted) < WANTED_MAX && !g_hash_table_contains(job->known, wish)) {
        g_hash_table_add(job->known, wish);
        g_queue_push_tail(&job->wanted, g_steal_pointer(&wish));
        g_cond_signal(&job->wake);
    }
    g_mutex_unlock(&job->lock);
    g_free(wish);
}

/* Waits for the next one; NULL when it is over. It stays known until it is made. */
static const struct wish *next(struct avif_job *job)
{
    g_mutex_lock(&job->lock);
    while (!job->is_ending && g_queue_is_empty(&job->wanted))
        g_cond_wait(&job->wake, &job->lock);
    const struct wish *wish = job->is_ending ? NULL : g_queue_pop_head(&job->wanted);
    g_mutex_unlock(&job->lock);
    return wish;
}

static void forget(struct avif_job *job, const struct wish *wish)
{
    g_mutex_lock(&job->lock);
    g_hash_table_remove(job->known, wish);
    g_mutex_unlock(&job->lock);
}

/* What cannot be made was logged where it failed; the next who asks has it tried again. */
static void make(struct avif_job *job, struct db_conn *db, const struct wish *wish)
{
    struct variant variant = {wish->photo, wish->width, VARIANT_AVIF};
    struct rendition r = variant_rendition(job->server->config, &variant);
    int fd;
    int64_t size;
    enum err e = rendition_find(job->server, db, &r, &fd, &size);
    if (!e)
        close(fd);
    if (e == E_NOT_FOUND && rendition_make(job->server, &r))
        return;
}

static void *avif_main(void *context)
{
    struct avif_job *job = context;
    struct db_conn *db = NULL;
    for (const struct wish *wish; (wish = next(job)); forget(job, wish))
        if (db || !db_connect(job->server->database_url, DB_READ, &db))
            make(job, db, wish);
    db_disconnect(db);
    return NULL;
}

struct avif_job *avif_start(struct server *server)
{
    if (!server->config->media_avif)
        return NULL;
    struct avif_job *job = g_new0(struct avif_job, 1);
    struct media_settings settings = server_media_settings(server->config);
    settings.workers = 1;
    settings.niceness = NICENESS;
    settings.timeout_ms *= PATIENCE;
    settings.cancel_fd = eventfd(0, EFD_CLOEXEC);
    job->server = server;
    job->cancel_fd = settings.cancel_fd;
    job->pool = media_pool_new(&settings);
    g_mutex_init(&job->lock);
    g_cond_init(&job->wake);
    g_queue_init(&job->wanted);
    job->known = g_hash_table_new_full(wish_hash, wish_equal, g_free, NULL);
    job->thread = g_thread_new("avif", avif_main, job);
    return job;
}

struct media_pool *avif_pool(struct avif_job *job)
{
    return job->pool;
}

void avif_stop(struct avif_job *job)
{
    if (!job)
        return;
    g_mutex_lock(&job->lock);
    job->is_ending = true;
    g_cond_signal(&job->wake);
    g_mutex_unlock(&job->lock);
    /* What is half made is made when it is wanted again. */
    if (eventfd_write(job->cancel_fd, 1) < 0)
        log_line(LOG_WARNING, "avif-not-cancelled", NULL);
    g_thread_join(job->thread);
    g_queue_clear(&job->wanted);
    g_hash_table_unref(job->known);
    media_pool_free(job->pool);
    close(job->cancel_fd);
    g_mutex_clear(&job->lock);
    g_cond_clear(&job->wake);
    g_free(job);
}
