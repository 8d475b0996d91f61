/* SPDX-License-Identifier: Apache-2.0
 *
 * What a store and a draft are, and how their files are made and locked: for blob.c and upload.c
 * alone.
 */
#ifndef STENCIL_BLOB_INSIDE_H
#define STENCIL_BLOB_INSIDE_H

#include <errno.h>

#include "base/base64url.h"
#include "base/id.h"
#include "blob/blob.h"

enum { UNIQUE_BYTES = 12 };

struct blob_store {
    int folder; /* descriptors of the folders */
    int draft;
    int pending;
    int upload;
};

struct blob_draft {
    struct blob_store *store;
    int fd;
    int folder; /* where its name is: the store's draft or upload */
    char name[MAX(BASE64URL_SIZE(UNIQUE_BYTES), ID_SIZE)];
    char *marker; /* in the pending folder, once kept */
    int marker_fd;
    struct digest *digest;
    char sha256[SHA256_TEXT_SIZE];
    int64_t size;    /* bytes that the digest has seen */
    int64_t written; /* bytes that were written from here, or found in the file */
    bool stays;      /* its name outlives it */
};

/* An outcome for errno. */
static inline enum err blob_failed(const char *what)
{
    return err_errno("blob", what, errno);
}

/* Whether the seam is told to fail now. */
enum err blob_fault(void);

/* A lock tells a file that is being worked on, perhaps by another daemon beside us, from
 * one that a crash left. It belongs to the open file, which is never handed to a picture
 * worker: that could outlive the daemon by a moment and keep the lock. */
bool blob_lock(int fd);

/* A new file, locked before another daemon that starts now could take it for a leftover. */
enum err blob_make_locked(int folder, const char *name, int *out);

/* Calls `visit` with each file of a folder; it may delete the file. */
enum err blob_each_file(int folder, enum err (*visit)(void *context, const char *name), void *context);

/* A name for a draft that no other has. */
void blob_draft_name(char name[BASE64URL_SIZE(UNIQUE_BYTES)]);

/* Takes the open file over, which has this name in a folder of the store. */
struct blob_draft *blob_draft_take(struct blob_store *store, int folder, const char *name, int fd);

#endif
