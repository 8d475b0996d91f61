/* SPDX-License-Identifier: Apache-2.0 */
#include "workers.h"

struct task {
    work_fn *work; /* NULL tells a thread to end */
    void *context;
};

struct workers {
    char *database_url;
    GAsyncQueue *tasks;
    unsigned count;
    GThread *threads[];
};

static void *worker_main(void *context)
{
    struct workers *workers = context;
    struct db_conn *db = NULL;
    for (;;) {
        g_autofree struct task *task = g_async_queue_pop(workers->tasks);
        if (!task->work)
            break;
        /* A failed connection is tried again with the next task. */
        if (!db && db_connect(workers->database_url, DB_READ, &db))
            db = NULL;
        task->work(task->context, db);
    }
    db_disconnect(db);
    return NULL;
}

/* GLib's own thread pool lets its threads end after the program's exit has begun. */
struct workers *workers_new(const char *database_url, unsigned count)
{
    struct workers *workers = g_malloc0(sizeof *workers + count * sizeof workers->threads[0]);
    workers->database_url = g_strdup(database_url);
    workers->tasks = g_async_queue_new();
    workers->count = count;
    for (unsigned i = 0; i < count; i++)
        workers->threads[i] = g_thread_new("worker", worker_main, workers);
    return workers;
}

void workers_submit(struct workers *workers, work_fn *work, void *context)
{
    struct task *task = g_new(struct task, 1);
    *task = (struct task){work, context};
    g_async_queue_push(workers->tasks, task);
    /* cppcheck-suppress memleak ; the queue owns it now */
}

void workers_free(struct workers *workers)
{
    if (!workers)
        return;
    for (unsigned i = 0; i < workers->count; i++)
        workers_submit(workers, NULL, NULL);
    for (unsigned i = 0; i < workers->count; i++)
        g_thread_join(workers->threads[i]);
    g_async_queue_unref(workers->tasks);
    g_free(workers->database_url);
    g_free(workers);
}
