/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that deletes files that nothing names any more, blob.grace seconds after it saw that;
 * with a photo the pictures that were made of it. It looks through all files in pages, and marks and deletes in
 * bounded batches. Safe beside uploads of the same content and on several machines: what is deleted is
 * looked at once more in the deleting transaction.
 */
#ifndef STENCIL_JOB_BLOB_COLLECTION_H
#define STENCIL_JOB_BLOB_COLLECTION_H

#include "server.h"

struct blob_collection;

struct blob_collection *blob_collection_start(struct server *server);
void blob_collection_stop(struct blob_collection *job);

/* One round over all files at a moment; `*deleted` gets how many went. `db` is a read connection. */
enum err blob_collect(struct server *server, struct db_conn *db, int64_t now_us, int64_t *deleted);

/* Deletes the file unless a row names it, whoever may just be uploading the same content. */
enum err blob_collect_file(struct server *server, const char *sha256);

#endif
