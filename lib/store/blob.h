/* SPDX-License-Identifier: Apache-2.0
 *
 * Files by content, as the database knows them: what names them, and since when nothing does. The
 * connection's thread.
 */
#ifndef STENCIL_STORE_BLOB_H
#define STENCIL_STORE_BLOB_H

#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

struct blob_row {
    const char *sha256;
    int64_t size_bytes;
    int64_t unnamed_us;            /* 0: not yet seen without a name */
    const char *media_id, *recipe; /* of those that name it one each, or NULL */
};

/* Calls `visit` with up to `limit` files after `after_sha256` ("" for the first) in order. */
enum err blob_page(struct db_conn *db, const char *after_sha256, int64_t limit,
                   void (*visit)(void *context, const struct blob_row *row), void *context);

/* Nothing happens to a file that something names after all. */
enum err blob_mark_unnamed(struct db_conn *db, const char *sha256, int64_t now_us);

/* Forgets the file if nothing has named it since `until_us`, and the pictures that were made of it: their
 * files have no name then. */
enum err blob_delete_unnamed(struct db_conn *db, const char *sha256, int64_t until_us);

/* Forgets the pictures that are kept in this file; they are made anew when they are asked for. */
enum err render_delete_of_blob(struct db_conn *db, const char *sha256);

/* Up to `limit` media whose accounts are gone and that no collection shows; `*count` gets how many. */
enum err media_delete_unshown(struct db_conn *db, int64_t limit, int64_t *count);

/* What the files of an account take up. */
enum err media_bytes_of_account(struct db_conn *db, const char *account_id, int64_t *bytes);

#endif
