/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that has come whole, however it came: it is looked at, kept and named, or refused.
 */
#ifndef STENCIL_RECEIVE_H
#define STENCIL_RECEIVE_H

#include "reply.h"
#include "req.h"
#include "store/media.h"

struct receipt {
    struct blob_draft *draft; /* sealed */
    bool is_promised;         /* who promised the media tells why there will be none */
    bool keeps_place;         /* its owner asked to keep where it was taken */
    /* exchange_write, or exchange_write_further. */
    enum err (*write)(struct req *req, struct reply *reply,
                      enum err (*write)(struct req *req, struct reply *reply, void *context), void *context);
    /* Inside the transaction that stores the media: what else is written, and the reply. */
    enum err (*answer)(struct req *req, struct reply *reply, const struct media *stored, bool is_new, void *context);
    void *context;
};

/* On a worker thread. The file's owner is told of what became of it by an event
 * (but see is_promised). Where the
 * machine failed (a status of 500 or more), nothing was changed and it may be tried again. */
enum err receive_media(struct req *req, struct reply *reply, const struct receipt *receipt);

#endif
