/* SPDX-License-Identifier: Apache-2.0
 *
 * libmicrohttpd's callbacks: feeds an exchange, and turns its reply into a response.
 */
#include <string.h>
#include <sys/socket.h>

#include "http_loop.h"
#include "http_response.h"
#include "http_stream.h"

/* One memory pool a connection; see docs/decisions on its size. */
enum { CONNECTION_MEMORY = 32768, DISCARD_MAX = 256 << 20 };

enum stage { STAGE_NEW, STAGE_BODY, STAGE_RUNNING };

struct visit {
    struct exchange *exchange;
    struct http_loop *loop;
    struct MHD_Connection *connection;
    enum stage stage;
    uint64_t length; /* of the body, as the head says */
};

struct MHD_Connection *http_connection(struct exchange *exchange)
{
    return ((struct visit *)exchange->owner)->connection;
}

static const char *lookup(void *source, enum req_part part, const char *name)
{
    static const enum MHD_ValueKind kinds[] = {
        [REQ_HEADER] = MHD_HEADER_KIND, [REQ_QUERY] = MHD_GET_ARGUMENT_KIND, [REQ_COOKIE] = MHD_COOKIE_KIND};
    return MHD_lookup_connection_value(source, kinds[part], name);
}

static uint64_t content_length(struct MHD_Connection *connection)
{
    const char *text = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
    guint64 length;
    if (text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64 - 1, &length, NULL))
        return length;
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Transfer-Encoding") ? UINT64_MAX : 0;
}

static void done(struct exchange *exchange)
{
    http_loop_finish(((struct visit *)exchange->owner)->loop, exchange);
}

static enum MHD_Result answer(struct visit *visit)
{
    exchange_finish(visit->exchange);
    struct MHD_Response *response = visit->exchange->reply.is_stream && !visit->exchange->outcome
                                        ? http_stream_response(visit->loop, visit->connection, visit->exchange)
                                        : NULL;
    response = http_response_new(visit->loop->server, visit->exchange, response);
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_queue_response(visit->connection, (unsigned)visit->exchange->reply.status, response);
    MHD_destroy_response(response);
    return queued;
}

/* A body that nobody wants is read to its end, so that the refusal can be read too; not
 * one that the client asks leave for, or that has no end. */
static bool is_refused_at_once(const struct visit *visit, uint64_t length)
{
    return visit->exchange->outcome &&
           (length > DISCARD_MAX || MHD_lookup_connection_value(visit->connection, MHD_HEADER_KIND, "Expect"));
}

static enum MHD_Result begin(struct visit *visit, struct MHD_Connection *connection, const char *method)
{
    uint64_t length = content_length(connection);
    visit->connection = connection;
    visit->stage = STAGE_BODY;
    visit->length = length;
    visit->loop->active++;
    exchange_start(visit->exchange, method, lookup, connection, visit->loop->db, length);
    /* Queuing a reply on this first call makes libmicrohttpd close the connection. */
    return is_refused_at_once(visit, length) ? answer(visit) : MHD_YES;
}

/* An end that comes together with the last bytes is one event, and libmicrohttpd takes it for
 * the bytes alone: the connection would be kept, and what it is at locked, until it times out. */
static bool is_broken_off(const struct visit *visit)
{
    char next;
    if (visit->length == UINT64_MAX || visit->exchange->received >= visit->length)
        return false;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(visit->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info && recv(info->connect_fd, &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static enum MHD_Result take_body(struct visit *visit, const char *data, size_t *size)
{
    exchange_body(visit->exchange, data, *size);
    *size = 0;
    if (is_broken_off(visit))
        return MHD_NO;
    return visit->exchange->received <= DISCARD_MAX || !visit->exchange->outcome ? MHD_YES : MHD_NO;
}

static enum MHD_Result run(struct visit *visit)
{
    struct exchange *exchange = visit->exchange;
    visit->stage = STAGE_RUNNING;
    if (exchange_waits(exchange)) {
        /* First suspended, then started: the work may be done before the call returns. */
        MHD_suspend_connection(visit->connection);
        exchange_run(exchange, visit->loop->db, done);
        return MHD_YES;
    }
    exchange_run(exchange, visit->loop->db, done);
    return answer(visit);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state)
{
    struct visit *visit = *state;
    (void)context;
    (void)url;
    (void)version;
    switch (visit->stage) {
    case STAGE_NEW:
        return begin(visit, connection, method);
    case STAGE_BODY:
        return *size ? take_body(visit, data, size) : run(visit);
    default:
        return answer(visit);
    }
}

/* The only place where libmicrohttpd shows the path as it came. */
static void *on_uri(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct http_loop *loop = context;
    struct visit *visit = g_new0(struct visit, 1);
    (void)connection;
    visit->loop = loop;
    visit->exchange = exchange_new_take(loop->server, g_strdup(uri), visit);
    return visit;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
    struct visit *visit = *state;
    (void)context;
    (void)connection;
    (void)code;
    if (!visit)
        return;
    if (visit->stage != STAGE_NEW)
        visit->loop->active--;
    exchange_free(visit->exchange);
    g_free(visit);
    *state = NULL;
}

struct MHD_Daemon *http_daemon_start(struct http_loop *loop, unsigned connections)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, loop, MHD_OPTION_LISTEN_SOCKET,
        loop->listener, MHD_OPTION_URI_LOG_CALLBACK, on_uri, loop, MHD_OPTION_NOTIFY_COMPLETED, on_completed, loop,
        MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)loop->server->config->http_timeout, MHD_OPTION_END);
}
