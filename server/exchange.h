/* SPDX-License-Identifier: Apache-2.0
 *
 * One request and its reply, from the head to the last header, without a socket: finds the
 * route, signs in, takes the body, runs the handler in its lane, and turns the outcome into
 * HTTP. The one who makes it calls the functions below in their order, from one thread.
 */
#ifndef STENCIL_EXCHANGE_H
#define STENCIL_EXCHANGE_H

#include "reply.h"
#include "req.h"

struct exchange {
    struct req req;
    struct reply reply;
    enum err outcome;   /* what refused it, OK so far */
    GString *text;      /* a JSON body as it comes */
    uint64_t received;  /* bytes of the body */
    int64_t started_us; /* monotonic */
    struct unit unit;
    void (*done)(struct exchange *exchange);
    void *owner; /* of who made it */
    struct exchange *next;
};

/* Takes `path` over, which may have a query behind it. */
struct exchange *exchange_new_take(struct server *server, char *path, void *owner);
void exchange_free(struct exchange *exchange);

/* The head is there: `lookup` finds headers. `db` is the thread's read connection.
 * `content_length` is UINT64_MAX where it is not known. */
void exchange_start(struct exchange *exchange, const char *method,
                    const char *(*lookup)(void *source, enum req_part part, const char *name), void *source,
                    struct db_conn *db, uint64_t content_length);

/* A piece of the body. What is too much is not kept. */
void exchange_body(struct exchange *exchange, const void *data, size_t size);

/* Whether exchange_run will answer later, from another thread. */
bool exchange_waits(const struct exchange *exchange);

/* The body is complete: runs the handler. `done` is called, on any thread, when
 * exchange_waits said so. */
void exchange_run(struct exchange *exchange, struct db_conn *db, void (*done)(struct exchange *exchange));

/* After the handler: the reply is complete, with status, body, ETag; counted and logged. */
void exchange_finish(struct exchange *exchange);

/* For handlers of the lane WORK: runs `write` on the writer in one transaction with what
 * Idempotency-Key needs, and waits until it is on disk. req->db is the writer's meanwhile. */
enum err exchange_write(struct req *req, struct reply *reply,
                        enum err (*write)(struct req *req, struct reply *reply, void *context), void *context);

/* The same for what follows after it in the same request, and does no harm when it is repeated. */
enum err exchange_write_further(struct req *req, struct reply *reply,
                                enum err (*write)(struct req *req, struct reply *reply, void *context), void *context);

#endif
