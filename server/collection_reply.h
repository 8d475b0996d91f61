/* SPDX-License-Identifier: Apache-2.0
 *
 * A collection as a reply.
 */
#ifndef STENCIL_COLLECTION_REPLY_H
#define STENCIL_COLLECTION_REPLY_H

#include "reply.h"
#include "store/collection.h"

enum err collection_reply(struct reply *reply, const struct collection *collection);

/* 201 with Location. */
enum err collection_reply_created(struct reply *reply, const struct collection *collection);

#endif
