/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that comes in several requests, under a name that the caller gives and keeps a row
 * of. What was written stays when the draft is freed, and after a crash; how much that is, the
 * file itself says. Bytes in doubt, whose checksum is not known to be right yet, are dropped by
 * whoever opens the file next. Any thread; one draft is one thread's at a time, and one file
 * is written through one draft at a time.
 */
#ifndef STENCIL_BLOB_UPLOAD_H
#define STENCIL_BLOB_UPLOAD_H

#include "blob/blob.h"

/* A new empty file, which goes again when the draft is freed unless it was told to stay. */
enum err blob_upload_new(struct blob_store *store, const char *name, struct blob_draft **out);
void blob_upload_stay(struct blob_draft *draft);

/* A sealed draft, as the whole file of this name: on disk, and staying when the draft goes. What the draft holds is
 * locked until it is freed. */
enum err blob_upload_of(const struct blob_draft *sealed, const char *name);

/* To write on at its end, by blob_draft_write. E_NOT_FOUND, E_LOCKED while another writes. */
enum err blob_upload_open(struct blob_store *store, const char *name, struct blob_draft **out);

/* How many bytes there are, without those in doubt; of a draft, or of a file by name: E_NOT_FOUND. */
int64_t blob_upload_end(const struct blob_draft *draft);
enum err blob_upload_offset(struct blob_store *store, const char *name, int64_t *offset);

/* What is written from now on is in doubt, until it is trusted or dropped. */
enum err blob_upload_doubt(struct blob_draft *draft);
enum err blob_upload_trust(struct blob_draft *draft);
enum err blob_upload_drop(struct blob_draft *draft);

/* Waits until all that was written is on disk. */
enum err blob_upload_sync(struct blob_draft *draft);

/* A sealed draft of the same bytes, to be kept like any other: the file stays under its own
 * name too, so that nothing is lost where that comes to nothing. Nothing may be written after. */
enum err blob_upload_whole(struct blob_draft *draft, struct blob_draft **whole);

/* Deletes the file; nothing is wrong where it is not there. */
enum err blob_upload_delete(struct blob_store *store, const char *name);

/* Deletes each file that nobody works on and that `is_named` does not know. */
enum err blob_upload_sweep(struct blob_store *store, enum err (*is_named)(void *context, const char *name, bool *named),
                           void *context);

#endif
