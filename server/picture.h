/* SPDX-License-Identifier: Apache-2.0
 *
 * Rendered images of collections: drawn once by a picture worker, kept by the digest of
 * all that went into them. On a worker thread.
 */
#ifndef STENCIL_PICTURE_H
#define STENCIL_PICTURE_H

#include "reply.h"
#include "rule/picture_form.h"
#include "store/collection.h"

/* Answers with image `n` of the collection, `width` pixels wide. E_BUSY as of rendition_open. */
enum err picture_reply(struct req *req, struct reply *reply, const struct collection *collection, size_t n, int width,
                       enum picture_form form, enum cache cache);

/* Opens the same picture, which is made where it is not there; the file is yours to close. E_BUSY as of
 * rendition_open: the handler gives it back and runs again. */
enum err picture_open(struct req *req, const struct collection *collection, size_t n, int width, enum picture_form form,
                      int *fd, int64_t *size);

/* What the picture is kept by: another recipe is another picture. */
enum err picture_recipe(struct req *req, const struct collection *collection, size_t n, int width,
                        enum picture_form form, char recipe[SHA256_TEXT_SIZE]);

/* From 1 to 100, as the worker wants it. */
int picture_quality(const struct config *config, enum picture_form form);

#endif
