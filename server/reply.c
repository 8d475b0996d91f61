/* SPDX-License-Identifier: Apache-2.0 */
#include "reply.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

void reply_init(struct reply *reply)
{
    *reply = (struct reply){.status = 200, .file = -1};
}

void reply_clear(struct reply *reply)
{
    json_decref(reply->json);
    g_clear_pointer(&reply->bytes, g_bytes_unref);
    reply_file_drop(reply);
    g_free(reply->content_range);
    g_free(reply->etag);
    g_free(reply->location);
    g_free(reply->link);
    g_free(reply->cookie);
    g_free(reply->allow);
    g_free(reply->detail);
    if (reply->room)
        *reply->room -= reply->room_bytes;
    for (int i = 0; i < reply->header_count; i++)
        g_free(reply->headers[i].value);
    reply_init(reply);
}

enum err reply_json_take(struct reply *reply, json_t *json)
{
    json_decref(reply->json);
    reply->json = json;
    return OK;
}

enum err reply_created_take(struct reply *reply, json_t *json, const char *location)
{
    reply->status = 201;
    reply->location = g_strdup(location);
    return reply_json_take(reply, json);
}

enum err reply_nothing(struct reply *reply)
{
    reply->status = 204;
    return OK;
}

void reply_header(struct reply *reply, const char *name, const char *format, ...)
{
    va_list args;
    g_assert(reply->header_count < REPLY_HEADERS_MAX);
    va_start(args, format);
    reply->headers[reply->header_count++] = (struct reply_header){name, g_strdup_vprintf(format, args)};
    va_end(args);
}

enum err reply_static(struct reply *reply, const char *content_type, const void *data, size_t size)
{
    reply->content_type = content_type;
    reply->bytes = g_bytes_new_static(data, size);
    return OK;
}

enum err reply_file_take(struct reply *reply, int file, int64_t size, const char *content_type, const char *etag,
                         enum cache cache)
{
    reply->file = file;
    reply->file_size = reply->length = size;
    reply->content_type = content_type;
    reply->etag = g_strdup_printf("\"%s\"", etag);
    reply->cache = cache;
    return OK;
}

enum err reply_take_room(struct reply *reply, _Atomic int64_t *room, int64_t bytes, int64_t most)
{
    int64_t taken = *room;
    do
        if (taken > 0 && taken + bytes > most)
            return E_BUSY;
    while (!atomic_compare_exchange_weak(room, &taken, taken + bytes));
    reply->room = room;
    reply->room_bytes = bytes;
    return OK;
}

void reply_file_drop(struct reply *reply)
{
    if (reply->file >= 0)
        close(reply->file);
    reply->file = -1;
}

enum err reply_refuse(struct reply *reply, enum err outcome, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(reply->detail);
    reply->detail = g_strdup_vprintf(format, args);
    va_end(args);
    return outcome;
}

bool reply_is_known(const struct req *req, const char *etag)
{
    const char *header = req_header(req, "If-None-Match");
    if (!header)
        return false;
    g_auto(GStrv) tags = g_strsplit(header, ",", 32);
    for (char **tag = tags; *tag; tag++) {
        const char *text = g_strstrip(*tag);
        if (strcmp(text, "*") == 0 || strcmp(g_str_has_prefix(text, "W/") ? text + 2 : text, etag) == 0)
            return true;
    }
    return false;
}
