/* SPDX-License-Identifier: Apache-2.0
 *
 * Files by content: each is stored once under its SHA-256. A draft is written, sealed
 * (on disk), and kept; until the row that names it is committed, a marker remembers that
 * the file may have to go again, so that a crash between the two leaves nothing behind.
 * Several daemons may share a folder: what one of them works on is locked.
 * Any thread; one draft is one thread's at a time.
 */
#ifndef STENCIL_BLOB_BLOB_H
#define STENCIL_BLOB_BLOB_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "crypt/digest.h"

struct blob_store;
struct blob_draft;

/* Opens the folder, making it where it is missing, and deletes the drafts that a crash left. */
enum err blob_store_open(const char *folder, struct blob_store **out);
void blob_store_close(struct blob_store *store);

/* For each marker that a crash left: asks whether a row names the file; deletes it if not. */
enum err blob_recover(struct blob_store *store, enum err (*is_named)(void *context, const char *sha256, bool *named),
                      void *context);

/* A new empty file that has no name yet. Freeing a draft that was not kept deletes it. */
enum err blob_draft_new(struct blob_store *store, struct blob_draft **out);
void blob_draft_free(struct blob_draft *draft);
typedef struct blob_draft blob_draft;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(blob_draft, blob_draft_free)

enum err blob_draft_write(struct blob_draft *draft, const void *data, size_t size);

/* The file opened once more, for another process: to read what was written, or to write
 * instead of blob_draft_write. One that reads cannot write, and neither holds the lock.
 * `*fd` is yours to close. */
enum blob_access { BLOB_READ, BLOB_WRITE };
enum err blob_draft_open(const struct blob_draft *draft, enum blob_access access, int *fd);

/* Nothing more is written: computes the digest and size of what there is. */
enum err blob_draft_seal(struct blob_draft *draft);
const char *blob_draft_sha256(const struct blob_draft *draft);
int64_t blob_draft_size(const struct blob_draft *draft);

/* fsync, marker, rename to its place by content, fsync of the folder. */
enum err blob_draft_keep(struct blob_draft *draft);

/* Deletes the kept file again. */
enum err blob_draft_discard(struct blob_draft *draft);

/* After the row that names the kept file was committed, or the file discarded: removes
 * the marker. */
void blob_draft_settle(struct blob_draft *draft);

/* A file that was kept long ago, as a draft with a marker again, so that it can be discarded: should a crash
 * come in between, the next start asks again whether a row names it. */
enum err blob_draft_of_kept(struct blob_store *store, const char *sha256, struct blob_draft **out);

/* Calls `visit` with each kept file until it fails; it may delete the file. */
enum err blob_each(struct blob_store *store, enum err (*visit)(void *context, const char *sha256), void *context);

/* A kept file, opened for reading; E_NOT_FOUND. */
enum err blob_open(struct blob_store *store, const char *sha256, int *fd, int64_t *size);

#endif
