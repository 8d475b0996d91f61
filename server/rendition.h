/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures that are made of others: once, by a picture worker, and kept by the digest of all that went
 * into them (the recipe).
 */
#ifndef STENCIL_RENDITION_H
#define STENCIL_RENDITION_H

#include "reply.h"

struct rendition {
    char recipe[SHA256_TEXT_SIZE];
    const char *type;
    const char *photo; /* the digest of what it is made of; NULL for none, or for several: */
    const char *const *photos;
    unsigned photo_count;
    /* Writes the picture into the empty file `to`. */
    enum err (*draw)(struct server *server, const void *context, int to);
    const void *context;
};

/* Opens the photo that a picture is made of; that it is not there is E_BROKEN. */
enum err rendition_open_photo(struct server *server, const char *sha256, int *fd);

/* Opens the picture if it was made before; E_NOT_FOUND. */
enum err rendition_find(struct server *server, struct db_conn *db, const struct rendition *r, int *fd, int64_t *size);

/* Makes it and keeps it. On no writing thread. */
enum err rendition_make(struct server *server, const struct rendition *r);

/* Opens the picture, which is made where it is not there. E_BUSY when somebody else is just making it, or when the
 * handler has made another one in this turn, so that one who wants many holds a thread no longer than others: then
 * the handler is to give that back, and runs once more when it is there, or when it is its turn again. On a worker
 * thread. */
enum err rendition_open(struct req *req, const struct rendition *r, int *fd, int64_t *size);

/* Answers with the picture, by its recipe as ETag: who has it already gets 304, and nothing is made. As rendition_open.
 */
enum err rendition_reply(struct req *req, struct reply *reply, const struct rendition *r, enum cache cache);

/* Whether who asks has the picture already; then the reply says so. */
bool rendition_is_known(const struct req *req, struct reply *reply, const struct rendition *r, enum cache cache);

#endif
