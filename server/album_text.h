/* SPDX-License-Identifier: Apache-2.0
 *
 * What a collection that is taken along says of itself.
 */
#ifndef STENCIL_ALBUM_TEXT_H
#define STENCIL_ALBUM_TEXT_H

#include "reply.h"
#include "store/collection.h"

/* Title, creator, licence, what it was made from as far as the reader finds it, address. Yours. */
enum err album_text(struct req *req, struct reply *reply, const struct collection *c, char **out);

#endif
