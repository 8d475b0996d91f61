/* SPDX-License-Identifier: Apache-2.0
 *
 * Rendered images of collections: drawn once by a picture worker, kept by the digest of
 * all that went into them.
 */
#ifndef STENCIL_PICTURE_H
#define STENCIL_PICTURE_H

#include "reply.h"
#include "store/collection.h"

/* Answers with image `n` of the collection, `width` pixels wide. On a worker thread. */
enum err picture_reply(struct req *req, struct reply *reply, const struct collection *collection, size_t n, int width,
                       enum cache cache);

#endif
