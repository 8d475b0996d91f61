/* SPDX-License-Identifier: Apache-2.0
 *
 * The media of a collection: which picture each image shows, in which box, and whether
 * its creator may use it.
 */
#ifndef STENCIL_COMPOSE_MEDIA_H
#define STENCIL_COMPOSE_MEDIA_H

#include "req.h"
#include "store/collection.h"

/* Fills collection->images from its document. Pictures must be her own uploads, or images
 * of her own collections; audio and stickers her own, or the template's. `template` is the
 * document of the template that it is made with, whose boxes it takes; or NULL. */
enum err compose_media(struct req *req, struct collection *collection, const json_t *template);

#endif
