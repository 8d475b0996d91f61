/* SPDX-License-Identifier: Apache-2.0 */
#include "job/loop.h"

#include <glib.h>
#include <stdbool.h>

struct job_loop {
    int64_t (*round)(void *context);
    void *context;
    int64_t first_us;
    GThread *thread;
    GMutex lock; /* guards is_ending, is_woken */
    GCond wake;
    bool is_ending, is_woken;
};

/* False when it is over. */
static bool pause_for(struct job_loop *loop, int64_t us)
{
    gint64 until = g_get_monotonic_time() + us;
    g_mutex_lock(&loop->lock);
    while (us > 0 && !loop->is_ending && !loop->is_woken && g_cond_wait_until(&loop->wake, &loop->lock, until))
        ;
    loop->is_woken = false;
    bool goes_on = !loop->is_ending;
    g_mutex_unlock(&loop->lock);
    return goes_on;
}

static void *loop_main(void *context)
{
    struct job_loop *loop = context;
    int64_t left = loop->first_us;
    while (pause_for(loop, left))
        left = loop->round(loop->context);
    return NULL;
}

struct job_loop *job_loop_start(const char *name, int64_t first_us, int64_t (*round)(void *context), void *context)
{
    struct job_loop *loop = g_new0(struct job_loop, 1);
    loop->round = round;
    loop->context = context;
    loop->first_us = first_us;
    g_mutex_init(&loop->lock);
    g_cond_init(&loop->wake);
    loop->thread = g_thread_new(name, loop_main, loop);
    return loop;
}

static void signal_to(struct job_loop *loop, bool *what)
{
    g_mutex_lock(&loop->lock);
    *what = true;
    g_cond_signal(&loop->wake);
    g_mutex_unlock(&loop->lock);
}

void job_loop_wake(struct job_loop *loop)
{
    signal_to(loop, &loop->is_woken);
}

void job_loop_stop(struct job_loop *loop)
{
    signal_to(loop, &loop->is_ending);
    g_thread_join(loop->thread);
    g_mutex_clear(&loop->lock);
    g_cond_clear(&loop->wake);
    g_free(loop);
}
