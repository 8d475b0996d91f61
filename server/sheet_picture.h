/* SPDX-License-Identifier: Apache-2.0
 *
 * All images of a collection in one picture: put together once from their rendered images, and kept by the digest of
 * all that went into it. On a worker thread.
 */
#ifndef STENCIL_SHEET_PICTURE_H
#define STENCIL_SHEET_PICTURE_H

#include "reply.h"
#include "rule/picture_form.h"
#include "rule/sheet.h"
#include "store/collection.h"

/* Answers with the sheet; with `frame_ms` its cells are the frames of an animated WebP, and `form` is PICTURE_WEBP.
 * E_BUSY as of rendition_open. */
enum err sheet_reply(struct req *req, struct reply *reply, const struct collection *collection,
                     const struct sheet *sheet, enum picture_form form, int frame_ms);

#endif
