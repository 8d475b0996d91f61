/* SPDX-License-Identifier: Apache-2.0 */
#include "http_loop.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "http_stream.h"

enum { STOP_LOOK_MS = 50, BEAT_LOOK_MS = 1000, EVENTS = 2 };

void http_loop_wake(struct http_loop *loop)
{
    uint64_t one = 1;
    /* Fails only when the counter is full, and then the loop wakes anyway. */
    if (write(loop->event, &one, sizeof one) < 0)
        return;
}

void http_loop_finish(struct http_loop *loop, struct exchange *exchange)
{
    g_mutex_lock(&loop->lock);
    exchange->next = loop->finished;
    loop->finished = exchange;
    bool first = !exchange->next;
    g_mutex_unlock(&loop->lock);
    if (first)
        http_loop_wake(loop);
}

void http_loop_stop(struct http_loop *loop, int64_t deadline_us)
{
    g_mutex_lock(&loop->lock);
    loop->deadline_us = deadline_us;
    g_mutex_unlock(&loop->lock);
    http_loop_wake(loop);
}

static void resume_finished(struct http_loop *loop)
{
    uint64_t count;
    if (read(loop->event, &count, sizeof count) < 0)
        return;
    g_mutex_lock(&loop->lock);
    struct exchange *x = loop->finished;
    loop->finished = NULL;
    g_mutex_unlock(&loop->lock);
    for (struct exchange *next; x; x = next) {
        next = x->next;
        MHD_resume_connection(http_connection(x));
    }
}

static int timeout_ms(struct http_loop *loop, bool is_stopping)
{
    MHD_UNSIGNED_LONG_LONG ms;
    int most = is_stopping ? STOP_LOOK_MS : loop->streams.length ? BEAT_LOOK_MS : -1;
    if (MHD_get_timeout(loop->daemon, &ms) != MHD_YES)
        return most;
    return most < 0 || ms < (unsigned)most ? (int)MIN(ms, G_MAXINT) : most;
}

static int64_t deadline(struct http_loop *loop)
{
    g_mutex_lock(&loop->lock);
    int64_t us = loop->deadline_us;
    g_mutex_unlock(&loop->lock);
    return us;
}

static void *loop_main(void *context)
{
    struct http_loop *loop = context;
    struct epoll_event events[EVENTS];
    int64_t until_us = 0;
    bool is_quiet = false;
    while (!until_us || (loop->active && clock_monotonic_us() < until_us)) {
        if (epoll_wait(loop->epoll, events, EVENTS, timeout_ms(loop, until_us)) < 0 && errno != EINTR)
            break;
        resume_finished(loop);
        http_streams_resume(loop);
        http_streams_beat(loop, until_us);
        MHD_run(loop->daemon);
        until_us = deadline(loop);
        if (until_us && !is_quiet) {
            /* The listener stays open until the end: a client that connects meanwhile is
             * refused when it closes, not left waiting. */
            is_quiet = MHD_quiesce_daemon(loop->daemon) != MHD_INVALID_SOCKET;
        }
    }
    loop->is_drained = !loop->active;
    return NULL;
}

static enum err watch(struct http_loop *loop)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct epoll_event daemon = {.events = EPOLLIN}, event = {.events = EPOLLIN};
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    loop->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (!info || loop->epoll < 0 || loop->event < 0)
        return err_errno("http", "cannot make an event loop", errno);
    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, info->epoll_fd, &daemon) < 0 ||
        epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->event, &event) < 0)
        return err_errno("http", "cannot watch an event loop", errno);
    return OK;
}

static void close_all(struct http_loop *loop)
{
    if (loop->daemon)
        MHD_stop_daemon(loop->daemon);
    int fds[] = {loop->epoll, loop->event};
    for (size_t i = 0; i < G_N_ELEMENTS(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    db_disconnect(loop->db);
    g_mutex_clear(&loop->lock);
    g_free(loop);
}

enum err http_loop_start(struct server *server, int listener, struct http_loop **out)
{
    struct http_loop *loop = g_new0(struct http_loop, 1);
    int64_t loops = server->config->http_loops ? server->config->http_loops : g_get_num_processors();
    g_mutex_init(&loop->lock);
    loop->server = server;
    loop->listener = listener;
    loop->epoll = loop->event = -1;
    enum err e = db_connect(server->database_url, DB_READ, &loop->db);
    if (!e && !(loop->daemon = http_daemon_start(loop, (unsigned)(server->config->http_connections / loops + 1))))
        e = err_broken("http", "libmicrohttpd does not start");
    if (!e)
        e = watch(loop);
    if (e) {
        close_all(loop);
        return e;
    }
    loop->thread = g_thread_new("http", loop_main, loop);
    *out = loop;
    return OK;
}

bool http_loop_join(struct http_loop *loop)
{
    g_thread_join(loop->thread);
    bool is_drained = loop->is_drained;
    int listener = loop->listener;
    if (is_drained) {
        close_all(loop);
        close(listener);
    }
    /* Otherwise a suspended connection is still at work elsewhere; the process ends, and
     * with it all that it holds. */
    return is_drained;
}
