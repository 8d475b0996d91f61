/* SPDX-License-Identifier: Apache-2.0
 *
 * Finds what a request names, as far as the one who asks may see it; what she may not see
 * is E_NOT_FOUND.
 */
#ifndef STENCIL_LOOK_H
#define STENCIL_LOOK_H

#include "req.h"
#include "store/authorization.h"
#include "store/collection.h"
#include "store/media.h"

/* The collection of the path's first variable. */
enum err look_collection(struct req *req, struct collection **out);

/* The same, in a transaction of its own: the collection and its images are two statements, and so of one moment. It
 * ends before what takes long. */
enum err look_collection_at_once(struct req *req, struct collection **out);

/* The collection of the path, when she owns it. Somebody else's that she may see is E_FORBIDDEN. */
enum err look_own_collection(struct req *req, struct collection **out);

/* A collection that a body names. */
enum err look_named_collection(struct req *req, const char *id, struct collection **out);

/* The media of the path's first variable: her own, or shown in a collection that she may see. */
enum err look_media(struct req *req, struct media **out);

/* An image that a body names, and where it comes from; both collections must be hers to see,
 * and neither may have been taken down. */
enum err look_image(struct req *req, const char *collection_id, int64_t image, struct collection **named,
                    struct origin **origin);

bool look_is_owner(const struct req *req, const struct collection *collection);

#endif
