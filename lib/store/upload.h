/* SPDX-License-Identifier: Apache-2.0
 *
 * Resumable uploads: rows in and out. How many bytes have come, the file says
 * (blob/upload.h). The connection's thread.
 */
#ifndef STENCIL_STORE_UPLOAD_H
#define STENCIL_STORE_UPLOAD_H

#include <glib.h>
#include <stdint.h>

#include "db/db.h"

typedef struct upload {
    char *id, *account_id;
    int64_t length_bytes; /* of the whole file */
    char *metadata;       /* as it came */
    int64_t created_us, expires_us;
    char *media_id; /* what became of it, or NULL */
    char *refusal;  /* the type of the problem why nothing did, or NULL */
} upload;

void upload_free(struct upload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(upload, upload_free)

enum err upload_insert(struct db_conn *db, const struct upload *upload);

/* E_NOT_FOUND. */
enum err upload_get(struct db_conn *db, const char *id, struct upload **out);

/* How many of an account's are unfinished and not over. */
enum err upload_count_open(struct db_conn *db, const char *account_id, int64_t now_us, int64_t *count);

/* What became of it; one of the two is NULL. E_NOT_FOUND where it is not there, or finished. */
enum err upload_finish(struct db_conn *db, const char *id, const char *media_id, const char *refusal);

enum err upload_delete(struct db_conn *db, const char *id);

/* The ids of up to `limit` that are over: a new array that frees its elements. */
enum err upload_expired(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out);

#endif
