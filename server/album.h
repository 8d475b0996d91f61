/* SPDX-License-Identifier: Apache-2.0
 *
 * A collection to take along: its images as drawn and a text on it, as a ZIP file. On a worker thread.
 */
#ifndef STENCIL_ALBUM_H
#define STENCIL_ALBUM_H

#include "reply.h"
#include "rule/picture_form.h"
#include "store/collection.h"

/* Answers with the images, `width` pixels wide. E_BUSY as of rendition_open, and while archives that are
 * being sent take up render.archive_bytes. */
enum err album_reply(struct req *req, struct reply *reply, const struct collection *c, int width,
                     enum picture_form form);

#endif
