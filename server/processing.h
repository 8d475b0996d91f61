/* SPDX-License-Identifier: Apache-2.0
 *
 * What becomes of an upload that is whole: it is promised an id, looked at, and becomes media or
 * is refused; while the request waits, or after it. Where the machine fails, the upload stays as it is and is
 * looked at again (job/media_processing.h).
 */
#ifndef STENCIL_PROCESSING_H
#define STENCIL_PROCESSING_H

#include "reply.h"
#include "req.h"
#include "store/upload.h"

/* By which a client says that it does not wait (RFC 7240 §4.1). */
#define PROCESSING_PREFERENCE "respond-async"

/* After so many failures of the picture worker, it is the file's. */
enum { PROCESSING_ATTEMPTS_MAX = 5 };

/* Promises what the whole upload becomes. `draft` is the upload's file; `*whole`, the same one sealed, is yours. */
enum err processing_promise(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft,
                            struct blob_draft **whole, char media_id[ID_SIZE]);

/* Looks at it now. Outcomes as of receive_media. */
enum err processing_end(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *whole);

/* Looks at it soon, on a worker thread. */
void processing_later_take(struct server *server, const char *upload_id, struct blob_draft *whole);

/* Looks at it without a request; `db` is for reading. What comes of it is stored. */
void processing_alone(struct server *server, struct db_conn *db, const char *upload_id, struct blob_draft *whole);

#endif
