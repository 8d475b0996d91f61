/* SPDX-License-Identifier: Apache-2.0
 *
 * What a handler answers with; the dispatcher alone turns it, or the outcome, into HTTP.
 * Owned by the exchange; one thread at a time.
 */
#ifndef STENCIL_REPLY_H
#define STENCIL_REPLY_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "req.h"

enum cache { CACHE_REVALIDATE, CACHE_IMMUTABLE, CACHE_NONE };

enum { REPLY_HEADERS_MAX = 8 };

struct reply_header {
    const char *name; /* static */
    char *value;
};

struct reply {
    int status; /* 200 unless a handler says otherwise */
    json_t *json;
    GBytes *bytes; /* instead of json */
    int file;      /* instead of both: a descriptor, -1 for none */
    int64_t file_size;
    int64_t first, length; /* the part of the file that is sent */
    char *content_range;   /* of a part, or of one that is not there */
    bool is_stream;        /* instead of all of them: events after stream_after_id */
    int64_t stream_after_id;
    const char *content_type; /* static; of bytes, file and stream */
    const char *content_encoding;
    enum cache cache;
    int64_t version; /* of the resource, 0 when it has none: becomes part of the ETag */
    char *etag;      /* quoted; made from the body where the handler gives none */
    char *location, *link, *cookie, *allow;
    char *detail;                                   /* instead of the outcome's own sentence */
    const char *policy;                             /* Content-Security-Policy, static */
    bool by_accept;                                 /* the header Accept was looked at */
    struct reply_header headers[REPLY_HEADERS_MAX]; /* others; a refusal has them too */
    int header_count;
    _Atomic int64_t *room; /* that it takes up room_bytes of until it is gone; or NULL */
    int64_t room_bytes;
};

void reply_init(struct reply *reply);
void reply_clear(struct reply *reply);

/* Takes the JSON over. */
enum err reply_json_take(struct reply *reply, json_t *json);

/* 201 with Location. */
enum err reply_created_take(struct reply *reply, json_t *json, const char *location);

/* 204. */
enum err reply_nothing(struct reply *reply);

/* One more header; at most REPLY_HEADERS_MAX. */
void reply_header(struct reply *reply, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Bytes that live as long as the program. */
enum err reply_static(struct reply *reply, const char *content_type, const void *data, size_t size);

/* Takes an open file over. `etag` is its digest, without quotes. */
enum err reply_file_take(struct reply *reply, int file, int64_t size, const char *content_type, const char *etag,
                         enum cache cache);

/* Takes up room that replies share, until this one was sent: E_BUSY where that is more than `most`, unless
 * it is the only one. `room` outlives the reply. */
enum err reply_take_room(struct reply *reply, _Atomic int64_t *room, int64_t bytes, int64_t most);

/* Closes the file again: the reply has none. */
void reply_file_drop(struct reply *reply);

/* Says why, in a sentence of its own; returns `outcome`. */
enum err reply_refuse(struct reply *reply, enum err outcome, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Whether the client has what this entity tag names already (If-None-Match). */
bool reply_is_known(const struct req *req, const char *etag);

#endif
