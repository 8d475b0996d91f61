/* SPDX-License-Identifier: Apache-2.0
 *
 * The bytes of a resumable upload as they arrive: a new one, or one that goes on. What has
 * arrived stays when the connection breaks, unless its checksum was still to be compared.
 * Owned by the request.
 */
#ifndef STENCIL_ARRIVAL_H
#define STENCIL_ARRIVAL_H

#include "reply.h"
#include "req.h"
#include "rule/tus.h"
#include "store/upload.h"

struct arrival {
    struct server *server;
    struct upload *upload;    /* its row, which for a new one is not stored yet */
    struct blob_draft *draft; /* locked; NULL where the upload is finished */
    struct digest *digest;    /* of what arrives, where it has to have a checksum */
    struct tus_checksum wanted;
    bool is_new;     /* nobody knows its address yet */
    bool is_settled; /* on disk, or dropped */
};

/* The head is there. `content_length` is UINT64_MAX where it is not known. */
enum err arrival_start(struct req *req, struct reply *reply, struct db_conn *db, uint64_t content_length);

/* How many bytes may still arrive. */
uint64_t arrival_room(const struct arrival *arrival);
enum err arrival_write(struct arrival *arrival, const void *data, size_t size);

/* All that this request brings has arrived: it is compared and on disk. E_CHECKSUM. */
enum err arrival_end(struct arrival *arrival);

/* Lets others write to it: before the reply can be read, which they may be waiting for. */
void arrival_release(struct arrival *arrival);

/* What is not on disk yet gets there on another thread. */
void arrival_free(struct arrival *arrival);

#endif
