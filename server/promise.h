/* SPDX-License-Identifier: Apache-2.0
 *
 * From the moment that a file is whole it has the id of the media that it becomes: what is promised
 * is told as `processing`, and becomes ready or refused under the same id.
 */
#ifndef STENCIL_PROMISE_H
#define STENCIL_PROMISE_H

#include <jansson.h>

#include "req.h"
#include "store/upload.h"

/* The id that this file has, is promised, or else gets now: what she uploads twice is one media. `*is_stored`: it is
 * media already. */
enum err promise_find_id(const struct req *req, const char *sha256, char media_id[ID_SIZE], bool *is_stored);

/* In a writing transaction: promises it for the upload, if that was not done before, and announces it.
 * E_NOT_FOUND where the upload is gone or finished. */
enum err promise_make(const struct req *req, const struct upload *upload, const char *sha256, char media_id[ID_SIZE]);

/* In a writing transaction: it will not become media, and `detail` (or NULL) says why. E_NOT_FOUND as above. */
enum err promise_break(struct db_conn *db, const char *upload_id, enum err outcome, const char *detail, int64_t now_us);

/* Her own upload that was promised to become this media and has not: E_NOT_FOUND. */
enum err promise_get(const struct req *req, const char *media_id, struct upload **out);

/* As media, with its state and, where it was refused, why. A new reference. */
json_t *promise_json(const struct upload *upload);

#endif
