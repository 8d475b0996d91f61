/* SPDX-License-Identifier: Apache-2.0
 *
 * A request as a handler sees it: no socket. Owned by the exchange; one thread at a time.
 */
#ifndef STENCIL_REQ_H
#define STENCIL_REQ_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/refusal.h"
#include "route.h"
#include "server.h"
#include "store/account.h"

enum req_part { REQ_HEADER, REQ_QUERY, REQ_COOKIE };

struct req {
    struct server *server;
    const struct route *route; /* NULL until it is found */
    enum method method;
    char *path; /* as it came, without the query */
    char *variable[ROUTE_VARIABLES_MAX];
    char id[ID_SIZE];
    int64_t now_us;
    json_t *body;                      /* JSON and SECRET */
    struct blob_draft *upload;         /* UPLOAD: sealed */
    struct arrival *arrival;           /* APPEND: server/arrival.h */
    struct account *account;           /* who is signed in, or NULL */
    char token_hash[SHA256_TEXT_SIZE]; /* of the session, "" without one */
    struct db_conn *db;                /* of the lane: a read connection, or the writer's in a transaction */
    struct refusals refusals;
    /* The recipe of a picture that somebody else makes just now: the handler runs again when it is there. */
    char waits_for[SHA256_TEXT_SIZE];
    bool has_drawn;                     /* in this turn; one that needs many pictures lets others in between */
    char fingerprint[SHA256_TEXT_SIZE]; /* of method, path and body; for Idempotency-Key */
    /* Where headers and query parameters come from. */
    const char *(*lookup)(void *source, enum req_part part, const char *name);
    void *source;
};

/* NULL when it is not there. */
const char *req_header(const struct req *req, const char *name);
const char *req_query(const struct req *req, const char *name);

/* Whether the header Prefer (RFC 7240) has this preference, which takes no value. */
bool req_prefers(const struct req *req, const char *preference);

/* The account id of who is signed in, "" for nobody. */
const char *req_viewer(const struct req *req);
enum role req_role(const struct req *req);

/* A whole number from the query; `preset` when it is not there. Refused as `?name`. */
enum err req_query_int(struct req *req, const char *name, int64_t preset, int64_t least, int64_t most, int64_t *out);

/* One of the words of a list that ends with NULL, by its place; the first when it is not there. */
enum err req_query_choice(struct req *req, const char *name, const char *const *words, int *out);

/* If-Match against the version of the resource: OK or E_PRECONDITION. */
enum err req_if_match(const struct req *req, int64_t version);

#endif
