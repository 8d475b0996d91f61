/* SPDX-License-Identifier: Apache-2.0 */
#include "http_response.h"

#include <string.h>

#include "signin.h"

static void header(struct MHD_Response *response, const char *name, const char *value)
{
    /* Only memory can be out, and then GLib ends the program soon. A value with a line break
     * would be refused here, which no value of ours has. */
    if (value && MHD_add_response_header(response, name, value) != MHD_YES)
        return;
}

static void release_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static struct MHD_Response *of_bytes(struct reply *reply)
{
    size_t size;
    GBytes *bytes = g_steal_pointer(&reply->bytes);
    const void *data = g_bytes_get_data(bytes, &size);
    return MHD_create_response_from_buffer_with_free_callback_cls(size, (void *)data, release_bytes, bytes);
}

static struct MHD_Response *of_file(struct reply *reply)
{
    struct MHD_Response *response =
        MHD_create_response_from_fd_at_offset64((uint64_t)reply->length, reply->file, (uint64_t)reply->first);
    if (!response)
        return NULL;
    /* The response closes it now. */
    reply->file = -1;
    header(response, "Accept-Ranges", "bytes");
    return response;
}

static const char *cache_control(const struct exchange *x)
{
    if (x->outcome || x->reply.cache == CACHE_NONE)
        return "no-store";
    return x->reply.cache == CACHE_IMMUTABLE ? "private, max-age=31536000, immutable" : "private, no-cache";
}

static void add_cors(const struct server *server, const struct exchange *x, struct MHD_Response *response)
{
    const char *origin = x->req.lookup ? req_header(&x->req, "Origin") : NULL;
    if (!origin || !*server->config->http_cors_origins)
        return;
    g_auto(GStrv) allowed = g_strsplit(server->config->http_cors_origins, " ", -1);
    bool all = g_strv_contains((const char *const *)allowed, "*");
    if (!all && !g_strv_contains((const char *const *)allowed, origin))
        return;
    /* Never with credentials: another site's page brings a token of its own. */
    header(response, "Access-Control-Allow-Origin", all ? "*" : origin);
    header(response, "Access-Control-Expose-Headers",
           "ETag, Link, Location, X-Request-Id, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, "
           "Tus-Checksum-Algorithm, Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires, Stencil-Media, "
           "Stencil-Media-State, Stencil-Problem, Preference-Applied");
    if (x->req.method != OPTIONS)
        return;
    header(response, "Access-Control-Allow-Methods", x->reply.allow);
    header(response, "Access-Control-Allow-Headers",
           "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, Range, Tus-Resumable, "
           "Upload-Length, "
           "Upload-Metadata, Upload-Offset, Upload-Checksum, X-HTTP-Method-Override, X-Requested-With");
    header(response, "Access-Control-Max-Age", "86400");
}

static struct MHD_Response *of_body(struct reply *reply)
{
    if (reply->bytes)
        return of_bytes(reply);
    return reply->file >= 0 ? of_file(reply) : MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
}

struct MHD_Response *http_response_new(struct server *server, struct exchange *x, struct MHD_Response *stream)
{
    struct reply *reply = &x->reply;
    struct MHD_Response *response = stream ? stream : of_body(reply);
    if (!response)
        return NULL;
    header(response, "X-Request-Id", x->req.id);
    header(response, "X-Content-Type-Options", "nosniff");
    header(response, "Cache-Control", cache_control(x));
    header(response, "Vary",
           reply->by_accept ? "Accept, Authorization, Cookie, Origin" : "Authorization, Cookie, Origin");
    header(response, "Content-Type", reply->status == 304 || reply->status == 204 ? NULL : reply->content_type);
    header(response, "Content-Security-Policy", reply->policy);
    header(response, "Content-Range", reply->content_range);
    header(response, "ETag", reply->etag);
    header(response, "Location", reply->location);
    header(response, "Link", reply->link);
    header(response, "Set-Cookie", reply->cookie);
    header(response, "Allow", reply->allow);
    for (int i = 0; i < reply->header_count; i++)
        header(response, reply->headers[i].name, reply->headers[i].value);
    /* Proxies that gather what passes would hold events back. */
    header(response, "X-Accel-Buffering", stream ? "no" : NULL);
    if (reply->status == 401)
        header(response, "WWW-Authenticate", "Bearer");
    if (reply->status == 503)
        header(response, "Retry-After", "1");
    add_cors(server, x, response);
    return response;
}
