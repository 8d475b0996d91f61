/* SPDX-License-Identifier: Apache-2.0
 *
 * FOLDER/upload/NAME   the bytes
 * FOLDER/upload/NAME~  a symbolic link to nowhere, whose text is the number of bytes that are
 *                      not in doubt: made and read by one call each, so never half there
 */
#include "blob/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blob/inside.h"

enum { NUMBER_SIZE = 24 };
#define DOUBT "~"

typedef char doubt_name[ID_SIZE + sizeof DOUBT];

static void name_doubt(const char *name, doubt_name out)
{
    snprintf(out, sizeof(doubt_name), "%s" DOUBT, name);
}

/* `*offset` is left alone where nothing is in doubt. */
static enum err read_doubt(const struct blob_store *store, const char *name, int64_t *offset)
{
    doubt_name link;
    char text[NUMBER_SIZE];
    gint64 number;
    name_doubt(name, link);
    ssize_t size = readlinkat(store->upload, link, text, sizeof text - 1);
    if (size < 0)
        return errno == ENOENT ? OK : blob_failed("cannot read what is in doubt");
    text[size] = '\0';
    if (!g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &number, NULL))
        return err_broken("blob", "not a number of bytes: %s", text);
    *offset = number;
    return OK;
}

static enum err end_doubt(const struct blob_draft *draft)
{
    doubt_name link;
    name_doubt(draft->name, link);
    return unlinkat(draft->folder, link, 0) < 0 && errno != ENOENT ? blob_failed("cannot end a doubt") : OK;
}

enum err blob_upload_new(struct blob_store *store, const char *name, struct blob_draft **out)
{
    int fd = -1;
    enum err e = blob_fault();
    if (!e)
        e = blob_make_locked(store->upload, name, &fd);
    if (!e)
        *out = blob_draft_take(store, store->upload, name, fd);
    return e;
}

void blob_upload_stay(struct blob_draft *draft)
{
    draft->stays = true;
}

enum err blob_upload_of(const struct blob_draft *sealed, const char *name)
{
    const struct blob_store *store = sealed->store;
    enum err e = blob_fault();
    if (e)
        return e;
    if (fsync(sealed->fd) < 0)
        return blob_failed("cannot sync an upload");
    if (linkat(sealed->folder, sealed->name, store->upload, name, 0) < 0)
        return blob_failed("cannot name an upload");
    if (fsync(store->upload) < 0) {
        e = blob_failed("cannot sync the uploads");
        unlinkat(store->upload, name, 0);
    }
    return e;
}

static enum err open_locked(const struct blob_store *store, const char *name, int *out)
{
    int fd = openat(store->upload, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT ? E_NOT_FOUND : blob_failed("cannot open an upload");
    if (!blob_lock(fd)) {
        close(fd);
        return E_LOCKED;
    }
    *out = fd;
    return OK;
}

enum err blob_upload_drop(struct blob_draft *draft)
{
    int64_t offset = -1;
    enum err e = read_doubt(draft->store, draft->name, &offset);
    if (e || offset < 0)
        return e;
    if (ftruncate(draft->fd, offset) < 0 || lseek(draft->fd, offset, SEEK_SET) < 0)
        return blob_failed("cannot drop what is in doubt");
    draft->written = offset;
    if (draft->size > offset) {
        digest_free(draft->digest);
        draft->digest = digest_new();
        draft->size = 0;
    }
    return end_doubt(draft);
}

static enum err find_end(struct blob_draft *draft)
{
    enum err e = blob_upload_drop(draft);
    off_t end = e ? 0 : lseek(draft->fd, 0, SEEK_END);
    if (!e && end < 0)
        e = blob_failed("cannot find the end of an upload");
    if (!e)
        draft->written = end;
    return e;
}

enum err blob_upload_open(struct blob_store *store, const char *name, struct blob_draft **out)
{
    int fd;
    enum err e = blob_fault();
    if (!e)
        e = open_locked(store, name, &fd);
    if (e)
        return e;
    g_autoptr(blob_draft) draft = blob_draft_take(store, store->upload, name, fd);
    draft->stays = true;
    e = find_end(draft);
    if (!e)
        *out = g_steal_pointer(&draft);
    return e;
}

int64_t blob_upload_end(const struct blob_draft *draft)
{
    return draft->written;
}

enum err blob_upload_offset(struct blob_store *store, const char *name, int64_t *offset)
{
    struct stat status;
    int64_t end = -1;
    enum err e = blob_fault();
    if (!e)
        e = read_doubt(store, name, &end);
    if (!e && end < 0) {
        if (fstatat(store->upload, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
            return errno == ENOENT ? E_NOT_FOUND : blob_failed("cannot look at an upload");
        end = status.st_size;
    }
    if (!e)
        *offset = end;
    return e;
}

enum err blob_upload_doubt(struct blob_draft *draft)
{
    doubt_name link;
    char text[NUMBER_SIZE];
    enum err e = blob_fault();
    name_doubt(draft->name, link);
    snprintf(text, sizeof text, "%" G_GINT64_FORMAT, draft->written);
    if (!e && symlinkat(text, draft->folder, link) < 0)
        e = blob_failed("cannot note what is in doubt");
    return e;
}

enum err blob_upload_trust(struct blob_draft *draft)
{
    /* On disk before the note goes: else a power cut could leave less than was trusted. */
    enum err e = blob_upload_sync(draft);
    return e ? e : end_doubt(draft);
}

enum err blob_upload_sync(struct blob_draft *draft)
{
    enum err e = blob_fault();
    if (!e && (fsync(draft->fd) < 0 || fsync(draft->folder) < 0))
        e = blob_failed("cannot sync an upload");
    return e;
}

/* The other name of the same file, below the drafts. */
static enum err name_again(const struct blob_draft *draft, struct blob_draft **out)
{
    char name[BASE64URL_SIZE(UNIQUE_BYTES)];
    blob_draft_name(name);
    /* The lock belongs to both descriptors. */
    int fd = fcntl(draft->fd, F_DUPFD_CLOEXEC, 3);
    if (fd < 0)
        return blob_failed("cannot open an upload again");
    if (linkat(draft->folder, draft->name, draft->store->draft, name, 0) < 0) {
        close(fd);
        return errno == ENOENT ? E_NOT_FOUND : blob_failed("cannot name an upload again");
    }
    *out = blob_draft_take(draft->store, draft->store->draft, name, fd);
    return OK;
}

enum err blob_upload_whole(struct blob_draft *draft, struct blob_draft **whole)
{
    g_autoptr(blob_draft) again = NULL;
    enum err e = blob_fault();
    if (!e)
        e = name_again(draft, &again);
    if (e)
        return e;
    /* What has come by this request was seen as it came. */
    struct digest *digest = again->digest;
    again->digest = draft->digest;
    draft->digest = digest;
    again->size = draft->size;
    again->written = draft->written;
    draft->size = 0;
    e = blob_draft_seal(again);
    if (!e)
        *whole = g_steal_pointer(&again);
    return e;
}

enum err blob_upload_delete(struct blob_store *store, const char *name)
{
    doubt_name link;
    name_doubt(name, link);
    if ((unlinkat(store->upload, name, 0) < 0 && errno != ENOENT) ||
        (unlinkat(store->upload, link, 0) < 0 && errno != ENOENT))
        return blob_failed("cannot delete an upload");
    return OK;
}

struct sweep {
    struct blob_store *store;
    enum err (*is_named)(void *context, const char *name, bool *named);
    void *context;
};

/* First locked, then looked up: whoever makes a file holds it until its row is committed. */
static enum err sweep_one(void *context, const char *name)
{
    const struct sweep *s = context;
    bool named;
    int fd = -1;
    if (!id_is_valid(name))
        return OK;
    enum err e = open_locked(s->store, name, &fd);
    if (e)
        return e == E_NOT_FOUND || e == E_LOCKED ? OK : e;
    e = s->is_named(s->context, name, &named);
    if (!e && !named)
        e = blob_upload_delete(s->store, name);
    close(fd);
    return e;
}

enum err blob_upload_sweep(struct blob_store *store, enum err (*is_named)(void *context, const char *name, bool *named),
                           void *context)
{
    struct sweep s = {store, is_named, context};
    return blob_each_file(store->upload, sweep_one, &s);
}
