/* SPDX-License-Identifier: Apache-2.0
 *
 * Resumable uploads: rows in and out. How many bytes have come, the file says
 * (blob/upload.h). The connection's thread.
 */
#ifndef STENCIL_STORE_UPLOAD_H
#define STENCIL_STORE_UPLOAD_H

#include <glib.h>
#include <stdint.h>

#include "base/id.h"
#include "db/db.h"

typedef struct upload {
    char *id, *account_id;
    int64_t length_bytes; /* of the whole file */
    char *metadata;       /* as it came */
    int64_t created_us, expires_us;
    char *media_id;             /* what became of it, or NULL */
    char *refusal;              /* the type of the problem why nothing did, or NULL */
    char *promised_id, *sha256; /* of the media that it becomes, from when it is whole; or NULL */
    int64_t attempts;           /* how often the machine failed on it since */
    char *refusal_detail;       /* the sentence that goes with the refusal, or NULL */
} upload;

void upload_free(struct upload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(upload, upload_free)

enum err upload_insert(struct db_conn *db, const struct upload *upload);

/* E_NOT_FOUND. */
enum err upload_get(struct db_conn *db, const char *id, struct upload **out);

/* The one that was promised to become this media. E_NOT_FOUND. */
enum err upload_of_promise(struct db_conn *db, const char *media_id, struct upload **out);

/* The id that was promised for this file while it is being looked at. E_NOT_FOUND. */
enum err upload_promised_to(struct db_conn *db, const char *account_id, const char *sha256, char media_id[ID_SIZE]);

/* It is whole, and becomes the media `media_id`. */
enum err upload_promise(struct db_conn *db, const char *id, const char *media_id, const char *sha256, int64_t now_us);

/* The ids of up to `limit` that are to be looked at: a new array that frees its elements. */
enum err upload_due(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out);

/* The machine failed on it; not before `retry_us` again. */
enum err upload_put_off(struct db_conn *db, const char *id, int64_t retry_us);

/* How many of an account's are unfinished and not over. */
enum err upload_count_open(struct db_conn *db, const char *account_id, int64_t now_us, int64_t *count);

/* What became of it: media, or a refusal with its sentence; the others are NULL. E_NOT_FOUND where it is not
 * there, or finished. */
enum err upload_finish(struct db_conn *db, const char *id, const char *media_id, const char *refusal,
                       const char *detail);

enum err upload_delete(struct db_conn *db, const char *id);

/* The ids of up to `limit` that are over, but those that are still being looked at: a new array that frees its
 * elements. */
enum err upload_expired(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out);

#endif
