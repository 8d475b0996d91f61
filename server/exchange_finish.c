/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "problem.h"
#include "range.h"
#include "tus.h"

enum { ETAG_DIGITS = 16 };

/* A refusal throws away what a handler may have put together before it. */
static void refuse_reply(struct exchange *x)
{
    struct reply *reply = &x->reply;
    g_autofree char *detail = g_steal_pointer(&reply->detail);
    g_autofree char *allow = g_steal_pointer(&reply->allow);
    g_autofree char *content_range = g_steal_pointer(&reply->content_range);
    struct reply_header headers[REPLY_HEADERS_MAX];
    int header_count = reply->header_count;
    memcpy(headers, reply->headers, sizeof headers);
    reply->header_count = 0;
    reply_clear(reply);
    memcpy(reply->headers, headers, sizeof headers);
    reply->header_count = header_count;
    reply->detail = g_steal_pointer(&detail);
    reply->allow = g_steal_pointer(&allow);
    reply->content_range = g_steal_pointer(&content_range);
    reply->status = err_info(x->outcome)->status;
    reply->content_type = "application/problem+json";
    reply->cache = CACHE_NONE;
    reply->json = problem_json(&x->req, reply, x->outcome);
}

static void write_json(struct reply *reply)
{
    GString *text = json_text(reply->json);
    reply->bytes = g_string_free_to_bytes(text);
    if (!reply->content_type)
        reply->content_type = "application/json";
}

static void make_etag(struct reply *reply)
{
    char digest[SHA256_TEXT_SIZE];
    size_t size;
    const void *data = g_bytes_get_data(reply->bytes, &size);
    sha256_text(data, size, digest);
    digest[ETAG_DIGITS] = '\0';
    reply->etag = reply->version ? g_strdup_printf("\"%" G_GINT64_FORMAT "-%s\"", reply->version, digest)
                                 : g_strdup_printf("\"%s\"", digest);
}

static void not_modified(struct reply *reply)
{
    reply->status = 304;
    g_clear_pointer(&reply->bytes, g_bytes_unref);
    if (reply->file >= 0)
        reply_file_drop(reply);
}

static void account_for(const struct exchange *x)
{
    const struct req *req = &x->req;
    int64_t duration_us = clock_monotonic_us() - x->started_us;
    char status[16], duration[32], received[32];
    g_snprintf(status, sizeof status, "%d", x->reply.status);
    g_snprintf(duration, sizeof duration, "%" G_GINT64_FORMAT, duration_us);
    g_snprintf(received, sizeof received, "%" G_GUINT64_FORMAT, (guint64)x->received);
    metrics_count(req->server->metrics, req->route, x->reply.status, duration_us);
    log_line(x->reply.status >= 500 ? LOG_WARNING : LOG_INFO, "request", "id", req->id, "method",
             req->method < METHOD_COUNT ? method_name(req->method) : "other", "path", req->path, "route",
             req->route ? req->route->name : NULL, "status", status, "us", duration, "received", received, "account",
             req->account ? req->account->handle : NULL, "problem", x->outcome ? err_info(x->outcome)->type : NULL,
             NULL);
}

/* If-Range lets a part be taken only of the file that the client has begun with. */
static const char *wanted_range(const struct exchange *x)
{
    const char *condition = req_header(&x->req, "If-Range");
    if (condition && g_strcmp0(condition, x->reply.etag) != 0)
        return NULL;
    return req_header(&x->req, "Range");
}

static enum err take_range(struct exchange *x)
{
    struct reply *reply = &x->reply;
    switch (range_parse(wanted_range(x), reply->file_size, &reply->first, &reply->length)) {
    case RANGE_IMPOSSIBLE:
        reply->content_range = g_strdup_printf("bytes */%" G_GINT64_FORMAT, reply->file_size);
        return E_RANGE;
    case RANGE_PART:
        reply->status = 206;
        reply->content_range = g_strdup_printf("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                               reply->first, reply->first + reply->length - 1, reply->file_size);
        return OK;
    default:
        return OK;
    }
}

void exchange_finish(struct exchange *x)
{
    struct reply *reply = &x->reply;
    bool is_read = x->req.method == GET || x->req.method == HEAD;
    bool is_known = is_read && !x->outcome && reply->etag && reply_is_known(&x->req, reply->etag);
    if (!x->outcome && reply->file >= 0 && !is_known)
        x->outcome = take_range(x);
    if (x->outcome)
        refuse_reply(x);
    tus_add_headers(&x->req, reply, x->outcome);
    if (reply->json)
        write_json(reply);
    if (!x->outcome && reply->bytes && !reply->etag && reply->cache != CACHE_NONE && (is_read || reply->version))
        make_etag(reply);
    if (is_read && !x->outcome && reply->status == 200 && reply->etag && reply_is_known(&x->req, reply->etag))
        not_modified(reply);
    account_for(x);
}
