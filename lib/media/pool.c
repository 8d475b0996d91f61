/* SPDX-License-Identifier: Apache-2.0 */
#include "media/pool.h"

#include <glib.h>
#include <unistd.h>

#include "media/process.h"

/* Font and allocator caches grow with what was drawn; a fresh process has none. The second
 * attempt is for an idle worker that turns out to have died. */
enum { ASKED_MAX = 200, ATTEMPTS_MAX = 2 };

struct media_pool {
    struct media_settings settings; /* constant, as are the next two */
    char *program, *fonts;
    GMutex lock; /* guards all below */
    GCond freed;
    GQueue idle; /* struct process *, the last used first: the fewer stay warm, the better */
    unsigned taken;
    int64_t replaced;
    bool has_started_one;
};

static char *program_find(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(self ? self : ".");
    g_autofree char *beside = g_build_filename(folder, "stencil-picture", NULL);
    if (access(beside, X_OK) == 0)
        return g_steal_pointer(&beside);
    return g_build_filename(folder, "..", "libexec", "stencil", "stencil-picture", NULL);
}

/* In the build they lie beside the worker; installed, this is libexec/stencil. */
static char *fonts_find(const char *program)
{
    g_autofree char *folder = g_path_get_dirname(program);
    g_autofree char *beside = g_build_filename(folder, "fonts", NULL);
    if (access(beside, X_OK) == 0)
        return g_steal_pointer(&beside);
    return g_build_filename(folder, "..", "..", "share", "stencil", "fonts", NULL);
}

struct media_pool *media_pool_new(const struct media_settings *settings)
{
    struct media_pool *pool = g_new0(struct media_pool, 1);
    pool->settings = *settings;
    pool->settings.workers = MAX(settings->workers, 1);
    pool->program = settings->program ? g_strdup(settings->program) : program_find();
    pool->settings.program = pool->program;
    pool->fonts = settings->fonts ? g_strdup(settings->fonts) : fonts_find(pool->program);
    pool->settings.fonts = pool->fonts;
    g_mutex_init(&pool->lock);
    g_cond_init(&pool->freed);
    g_queue_init(&pool->idle);
    return pool;
}

void media_pool_free(struct media_pool *pool)
{
    if (!pool)
        return;
    for (struct process *process; (process = g_queue_pop_head(&pool->idle)); g_free(process))
        process_end(process, PROCESS_RETIRE);
    g_cond_clear(&pool->freed);
    g_mutex_clear(&pool->lock);
    g_free(pool->program);
    g_free(pool->fonts);
    g_free(pool);
}

const char *media_pool_fonts(const struct media_pool *pool)
{
    return pool->fonts;
}

int64_t media_pool_replaced(struct media_pool *pool)
{
    g_mutex_lock(&pool->lock);
    int64_t replaced = pool->replaced;
    g_mutex_unlock(&pool->lock);
    return replaced;
}

int64_t pool_pixels_max(const struct media_pool *pool)
{
    return pool->settings.pixels_max;
}

/* Waits for one of the pool's places; NULL is a place whose process is not started yet. */
static struct process *place_take(struct media_pool *pool)
{
    g_mutex_lock(&pool->lock);
    while (pool->taken == pool->settings.workers)
        g_cond_wait(&pool->freed, &pool->lock);
    pool->taken++;
    struct process *process = g_queue_pop_head(&pool->idle);
    g_mutex_unlock(&pool->lock);
    return process;
}

static void place_return(struct media_pool *pool, struct process *process)
{
    if (process && process->asked >= ASKED_MAX) {
        process_end(process, PROCESS_RETIRE);
        g_clear_pointer(&process, g_free);
    }
    g_mutex_lock(&pool->lock);
    pool->taken--;
    if (process)
        g_queue_push_head(&pool->idle, process);
    g_cond_signal(&pool->freed);
    g_mutex_unlock(&pool->lock);
}

static void process_lose(struct media_pool *pool, struct process **process)
{
    process_end(*process, PROCESS_KILL);
    g_clear_pointer(process, g_free);
    g_mutex_lock(&pool->lock);
    pool->replaced++;
    g_mutex_unlock(&pool->lock);
}

static bool is_first(struct media_pool *pool)
{
    g_mutex_lock(&pool->lock);
    bool is_first = !pool->has_started_one;
    pool->has_started_one = true;
    g_mutex_unlock(&pool->lock);
    return is_first;
}

static enum err process_new(struct media_pool *pool, struct process **process)
{
    g_autofree struct process *started = g_new0(struct process, 1);
    enum err e = process_start(&pool->settings, is_first(pool), started);
    if (!e)
        *process = g_steal_pointer(&started);
    return e;
}

enum err pool_ask(struct media_pool *pool, const json_t *request, const int *files, unsigned file_count, json_t **reply)
{
    struct process *process = place_take(pool);
    enum process_answer answer = PROCESS_WAS_GONE;
    enum err e = OK;
    for (int attempt = 0; attempt < ATTEMPTS_MAX && answer == PROCESS_WAS_GONE; attempt++) {
        if (!process && (e = process_new(pool, &process)))
            break;
        answer = process_ask(process, request, files, file_count, pool->settings.timeout_ms, reply);
        if (answer != PROCESS_ANSWERED)
            process_lose(pool, &process);
    }
    place_return(pool, process);
    if (e)
        return e;
    return answer == PROCESS_ANSWERED ? OK : E_MEDIA_WORKER;
}
