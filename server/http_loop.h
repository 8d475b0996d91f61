/* SPDX-License-Identifier: Apache-2.0
 *
 * One event loop: a thread that drives one libmicrohttpd daemon by epoll.
 */
#ifndef STENCIL_HTTP_LOOP_H
#define STENCIL_HTTP_LOOP_H

#include <microhttpd.h>

#include "exchange.h"

struct http_loop {
    struct server *server;
    struct MHD_Daemon *daemon;
    struct db_conn *db; /* of the loop's thread */
    GThread *thread;
    int listener, epoll, event;
    GMutex lock;               /* guards finished, woken, deadline_us */
    struct exchange *finished; /* done on other threads, to be resumed here */
    int64_t deadline_us;       /* monotonic: when a stop ends waiting; 0 while running */
    int active;                /* requests under way; the loop's thread's own */
    struct http_stream *woken; /* listeners that something new concerns */
    GQueue streams;            /* of struct http_stream; the loop's thread's own */
    int64_t beat_look_us;      /* monotonic: when they are gone through next for heartbeats */
    bool is_drained;           /* set at the end: none was left */
};

/* Takes the listening socket over and starts the thread. */
enum err http_loop_start(struct server *server, int listener, struct http_loop **out);

/* Any thread: hands a finished exchange back to its loop. */
void http_loop_finish(struct http_loop *loop, struct exchange *exchange);

/* Any thread: lets the loop look at what is finished or woken. */
void http_loop_wake(struct http_loop *loop);

/* Any thread: lets the loop end when nothing is under way, or at the deadline. */
void http_loop_stop(struct http_loop *loop, int64_t deadline_us);

/* Waits for its end and frees it; whether nothing was cut off. */
bool http_loop_join(struct http_loop *loop);

/* The daemon of a loop, with the callbacks of http_exchange.c; NULL when it cannot start. */
struct MHD_Daemon *http_daemon_start(struct http_loop *loop, unsigned connections);

/* Called on the loop's thread before its connection is resumed. */
struct MHD_Connection *http_connection(struct exchange *exchange);

#endif
