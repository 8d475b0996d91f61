/* SPDX-License-Identifier: Apache-2.0 */
#include "http_stream.h"

#include <string.h>

#include "base/clock.h"
#include "event_json.h"
#include "store/event.h"

/* Blocks are small because each connection holds one; a batch bounds what a slow reader holds. */
enum { BLOCK_BYTES = 512, BATCH = 32, BEAT_LOOK_US = 500000 };

struct http_stream {
    struct event_listener listener;
    struct http_loop *loop;
    struct MHD_Connection *connection;
    char token_hash[SHA256_TEXT_SIZE];
    int64_t after_id;
    int64_t beat_us; /* monotonic: when the next heartbeat is due */
    GString *pending;
    size_t sent; /* of pending */
    bool is_suspended, is_ending;
    bool is_woken; /* in loop->woken; guarded by the loop's lock */
    struct http_stream *next_woken;
    GList link; /* in loop->streams */
};

static void on_wake(struct event_listener *listener)
{
    struct http_stream *stream = (struct http_stream *)listener;
    struct http_loop *loop = stream->loop;
    g_mutex_lock(&loop->lock);
    bool first = !loop->woken;
    if (!stream->is_woken) {
        stream->is_woken = true;
        stream->next_woken = loop->woken;
        loop->woken = stream;
    }
    g_mutex_unlock(&loop->lock);
    if (first)
        http_loop_wake(loop);
}

static void schedule_beat(struct http_stream *stream)
{
    stream->beat_us = clock_monotonic_us() + stream->loop->server->config->events_heartbeat * 1000000;
}

/* What is new for her becomes pending. */
static enum err read_events(struct http_stream *stream)
{
    g_autoptr(GPtrArray) list = NULL;
    enum err e = event_after(stream->loop->db, stream->listener.account_id, stream->after_id, BATCH, &list);
    if (e)
        return e;
    g_string_truncate(stream->pending, 0);
    stream->sent = 0;
    for (guint i = 0; i < list->len; i++) {
        const struct event *event = list->pdata[i];
        event_append_sse(stream->pending, event);
        stream->after_id = event->id;
    }
    return OK;
}

static ssize_t give(struct http_stream *stream, char *out, size_t room)
{
    size_t size = MIN(room, stream->pending->len - stream->sent);
    memcpy(out, stream->pending->str + stream->sent, size);
    stream->sent += size;
    return (ssize_t)size;
}

static ssize_t on_read(void *context, uint64_t position, char *out, size_t room)
{
    struct http_stream *stream = context;
    (void)position;
    if (stream->sent < stream->pending->len)
        return give(stream, out, room);
    /* A client whose stream ends comes back with the last number that it has seen. */
    if (stream->is_ending || read_events(stream))
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (!stream->pending->len && clock_monotonic_us() >= stream->beat_us)
        g_string_assign(stream->pending, ":\n\n");
    if (stream->pending->len) {
        schedule_beat(stream);
        return give(stream, out, room);
    }
    stream->is_suspended = true;
    MHD_suspend_connection(stream->connection);
    return 0;
}

static void on_end(void *context)
{
    struct http_stream *stream = context;
    struct http_loop *loop = stream->loop;
    event_hub_leave(loop->server->hub, &stream->listener);
    g_mutex_lock(&loop->lock);
    for (struct http_stream **at = &loop->woken; *at; at = &(*at)->next_woken) {
        if (*at == stream) {
            *at = stream->next_woken;
            break;
        }
    }
    g_mutex_unlock(&loop->lock);
    g_queue_unlink(&loop->streams, &stream->link);
    g_string_free(stream->pending, TRUE);
    g_free(stream);
}

struct MHD_Response *http_stream_response(struct http_loop *loop, struct MHD_Connection *connection,
                                          const struct exchange *exchange)
{
    struct http_stream *stream = g_new0(struct http_stream, 1);
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, on_read, stream, on_end);
    if (!response) {
        g_free(stream);
        return NULL;
    }
    stream->loop = loop;
    stream->connection = connection;
    stream->after_id = exchange->reply.stream_after_id;
    stream->pending = g_string_new("retry: 2000\n\n");
    stream->listener.wake = on_wake;
    stream->link.data = stream;
    g_strlcpy(stream->listener.account_id, exchange->req.account->id, sizeof stream->listener.account_id);
    memcpy(stream->token_hash, exchange->req.token_hash, sizeof stream->token_hash);
    schedule_beat(stream);
    g_queue_push_tail_link(&loop->streams, &stream->link);
    event_hub_join(loop->server->hub, &stream->listener);
    return response;
}

static void resume(struct http_stream *stream)
{
    if (!stream->is_suspended)
        return;
    stream->is_suspended = false;
    MHD_resume_connection(stream->connection);
}

void http_streams_resume(struct http_loop *loop)
{
    g_mutex_lock(&loop->lock);
    struct http_stream *stream = loop->woken;
    loop->woken = NULL;
    for (struct http_stream *s = stream; s; s = s->next_woken)
        s->is_woken = false;
    g_mutex_unlock(&loop->lock);
    for (struct http_stream *next; stream; stream = next) {
        next = stream->next_woken;
        resume(stream);
    }
}

static bool is_signed_in(const struct http_stream *stream)
{
    g_autoptr(account) account = NULL;
    return !session_account(stream->loop->db, stream->token_hash, clock_now_us(), &account);
}

void http_streams_beat(struct http_loop *loop, bool is_ending)
{
    int64_t now_us = clock_monotonic_us();
    /* The loop turns for every request; thousands of streams are gone through only now and then. */
    if (!is_ending && now_us < loop->beat_look_us)
        return;
    loop->beat_look_us = now_us + BEAT_LOOK_US;
    for (GList *link = loop->streams.head; link; link = link->next) {
        struct http_stream *stream = link->data;
        bool is_due = now_us >= stream->beat_us;
        if (is_ending || (is_due && !is_signed_in(stream)))
            stream->is_ending = true;
        if (stream->is_ending || is_due)
            resume(stream);
    }
}
