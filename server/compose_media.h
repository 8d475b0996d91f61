/* SPDX-License-Identifier: Apache-2.0
 *
 * The media of a collection: which picture each image shows, in which box, and whether
 * its creator may use it.
 */
#ifndef STENCIL_COMPOSE_MEDIA_H
#define STENCIL_COMPOSE_MEDIA_H

#include "req.h"
#include "store/collection.h"

/* Fills collection->images from its document. Pictures must be her own uploads, images of her
 * own collections, or of others that let her; audio and stickers her own, or the template's.
 * `before` is the document as it is stored, NULL for a new one; `template` the document of the
 * template that it is made with, whose boxes it takes, or NULL. */
enum err compose_media(struct req *req, struct collection *collection, const json_t *before, const json_t *template);

#endif
