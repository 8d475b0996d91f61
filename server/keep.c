/* SPDX-License-Identifier: Apache-2.0 */
#include "keep.h"

#include <unistd.h>

#include "store/media.h"

enum err keep_check(struct blob_store *blobs, const struct blob_draft *draft)
{
    int fd;
    int64_t size;
    enum err e = blob_open(blobs, blob_draft_sha256(draft), &fd, &size);
    if (e)
        return e == E_NOT_FOUND ? E_BUSY : e;
    close(fd);
    return OK;
}

/* On the writer: whoever is about to name the same file waits for this, and then finds
 * that it is gone (keep_check). */
static enum err discard_unnamed(struct db_conn *db, void *context)
{
    struct blob_draft *draft = context;
    bool named;
    enum err e = blob_exists(db, blob_draft_sha256(draft), &named);
    if (!e && !named)
        e = blob_draft_discard(draft);
    return e;
}

enum err keep_end(struct writer *writer, struct blob_draft *draft, enum err outcome)
{
    /* What cannot be discarded now still has its marker, and goes at the next start. */
    if (!outcome || !writer_run(writer, discard_unnamed, draft))
        blob_draft_settle(draft);
    return outcome;
}
