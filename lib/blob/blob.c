/* SPDX-License-Identifier: Apache-2.0
 *
 * FOLDER/draft/XXXXXX   being written
 * FOLDER/pending/SHA.X  kept, its row perhaps not yet committed
 * FOLDER/upload/ID      filled by several requests (upload.c)
 * FOLDER/ab/cdef…       by content
 */
#include "blob/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "blob/inside.h"

enum { READ_BYTES = 1 << 16 };

enum err blob_fault(void)
{
    if (!fault_hit(FAULT_BLOB))
        return OK;
    errno = EIO;
    return blob_failed("a fault on purpose");
}

static enum err open_folder(int at, const char *name, int *fd)
{
    if (mkdirat(at, name, 0700) < 0 && errno != EEXIST)
        return blob_failed(name);
    *fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *fd < 0 ? blob_failed(name) : OK;
}

enum err blob_each_file(int folder, enum err (*visit)(void *context, const char *name), void *context)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    if (!list) {
        enum err e = blob_failed("cannot list a folder");
        if (fd >= 0)
            close(fd);
        return e;
    }
    enum err e = OK;
    for (struct dirent *entry; !e && (entry = readdir(list));)
        if (entry->d_name[0] != '.')
            e = visit(context, entry->d_name);
    closedir(list);
    return e;
}

bool blob_lock(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(fd, F_OFD_SETLK, &whole) == 0;
}

enum err blob_make_locked(int folder, const char *name, int *out)
{
    struct stat status = {0};
    while (!status.st_nlink) {
        int fd = openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0)
            return blob_failed("cannot make a file");
        if (!blob_lock(fd) || fstat(fd, &status) < 0) {
            enum err e = blob_failed("cannot lock a file");
            close(fd);
            unlinkat(folder, name, 0);
            return e;
        }
        if (status.st_nlink)
            *out = fd;
        else
            close(fd);
    }
    return OK;
}

/* Deletes a file of a folder unless somebody works on it; `take_along` first does what has
 * to be done before. */
static enum err delete_leftover(int folder, const char *name, enum err (*take_along)(void *context, const char *name),
                                void *context)
{
    int fd = openat(folder, name, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? OK : blob_failed(name);
    enum err e = OK;
    if (blob_lock(fd)) {
        e = take_along ? take_along(context, name) : OK;
        if (!e && unlinkat(folder, name, 0) < 0 && errno != ENOENT)
            e = blob_failed(name);
    }
    close(fd);
    return e;
}

static enum err delete_draft(void *context, const char *name)
{
    const struct blob_store *store = context;
    return delete_leftover(store->draft, name, NULL, NULL);
}

enum err blob_store_open(const char *folder, struct blob_store **out)
{
    struct blob_store *store = g_new(struct blob_store, 1);
    *store = (struct blob_store){-1, -1, -1, -1};
    enum err e = open_folder(AT_FDCWD, folder, &store->folder);
    if (!e)
        e = open_folder(store->folder, "draft", &store->draft);
    if (!e)
        e = open_folder(store->folder, "pending", &store->pending);
    if (!e)
        e = open_folder(store->folder, "upload", &store->upload);
    if (!e)
        e = blob_each_file(store->draft, delete_draft, store);
    if (e)
        blob_store_close(store);
    else
        *out = store;
    return e;
}

void blob_store_close(struct blob_store *store)
{
    if (!store)
        return;
    int fds[] = {store->folder, store->draft, store->pending, store->upload};
    for (size_t i = 0; i < G_N_ELEMENTS(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    g_free(store);
}

/* "ab" and "cdef…" of a digest. */
static void place_of(const char *sha256, char folder[3], const char **name)
{
    memcpy(folder, sha256, 2);
    folder[2] = '\0';
    *name = sha256 + 2;
}

static enum err delete_kept(const struct blob_store *store, const char *sha256)
{
    char folder[3], path[SHA256_TEXT_SIZE + 1];
    const char *name;
    place_of(sha256, folder, &name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return unlinkat(store->folder, path, 0) < 0 && errno != ENOENT ? blob_failed(path) : OK;
}

struct recovery {
    struct blob_store *store;
    enum err (*is_named)(void *context, const char *sha256, bool *named);
    void *context;
};

/* A marker's file, which no row names, goes before the marker does. */
static enum err delete_unnamed(void *context, const char *marker)
{
    const struct recovery *r = context;
    char sha256[SHA256_TEXT_SIZE];
    bool named;
    g_strlcpy(sha256, marker, sizeof sha256);
    if (strlen(sha256) != sizeof sha256 - 1)
        return OK;
    enum err e = r->is_named(r->context, sha256, &named);
    return e || named ? e : delete_kept(r->store, sha256);
}

static enum err recover_one(void *context, const char *marker)
{
    const struct recovery *r = context;
    return delete_leftover(r->store->pending, marker, delete_unnamed, context);
}

enum err blob_recover(struct blob_store *store, enum err (*is_named)(void *context, const char *sha256, bool *named),
                      void *context)
{
    struct recovery r = {store, is_named, context};
    return blob_each_file(store->pending, recover_one, &r);
}

void blob_draft_name(char name[BASE64URL_SIZE(UNIQUE_BYTES)])
{
    unsigned char unique[UNIQUE_BYTES];
    random_bytes(unique, sizeof unique);
    base64url_encode(unique, sizeof unique, name);
    /* A dot or a dash in front would be taken for something else by people's tools. */
    name[0] = 'd';
}

struct blob_draft *blob_draft_take(struct blob_store *store, int folder, const char *name, int fd)
{
    struct blob_draft *draft = g_new0(struct blob_draft, 1);
    draft->store = store;
    draft->folder = folder;
    draft->fd = fd;
    draft->marker_fd = -1;
    g_strlcpy(draft->name, name, sizeof draft->name);
    draft->digest = digest_new();
    return draft;
}

enum err blob_draft_new(struct blob_store *store, struct blob_draft **out)
{
    char name[BASE64URL_SIZE(UNIQUE_BYTES)];
    int fd = -1;
    enum err e = blob_fault();
    if (e)
        return e;
    blob_draft_name(name);
    e = blob_make_locked(store->draft, name, &fd);
    if (!e)
        *out = blob_draft_take(store, store->draft, name, fd);
    return e;
}

void blob_draft_free(struct blob_draft *draft)
{
    if (!draft)
        return;
    if (!draft->stays)
        unlinkat(draft->folder, draft->name, 0);
    if (draft->fd >= 0)
        close(draft->fd);
    if (draft->marker_fd >= 0)
        close(draft->marker_fd);
    digest_free(draft->digest);
    g_free(draft->marker);
    g_free(draft);
}

enum err blob_draft_write(struct blob_draft *draft, const void *data, size_t size)
{
    enum err e = blob_fault();
    const char *from = data;
    size_t left = size;
    while (!e && left) {
        ssize_t n = write(draft->fd, from, left);
        if (n >= 0) {
            from += n;
            left -= (size_t)n;
        } else if (errno != EINTR) {
            e = blob_failed("cannot write a draft");
        }
    }
    if (e)
        return e;
    /* Behind what the digest has not seen it cannot go on: sealing reads the rest. */
    if (draft->size == draft->written) {
        digest_add(draft->digest, data, size);
        draft->size += (int64_t)size;
    }
    draft->written += (int64_t)size;
    return OK;
}

enum err blob_draft_open(const struct blob_draft *draft, enum blob_access access, int *fd)
{
    int opened = openat(draft->folder, draft->name, (access == BLOB_READ ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
    if (opened < 0)
        return blob_failed("cannot open a draft again");
    *fd = opened;
    return OK;
}

enum err blob_draft_seal(struct blob_draft *draft)
{
    g_autofree char *buffer = g_malloc(READ_BYTES);
    for (;;) {
        /* What another process wrote has not passed through the digest yet. */
        ssize_t n = pread(draft->fd, buffer, READ_BYTES, draft->size);
        if (n < 0)
            return blob_failed("cannot read a draft");
        if (n == 0)
            break;
        digest_add(draft->digest, buffer, (size_t)n);
        draft->size += n;
    }
    digest_text(draft->digest, draft->sha256);
    return OK;
}

const char *blob_draft_sha256(const struct blob_draft *draft)
{
    return draft->sha256;
}

int64_t blob_draft_size(const struct blob_draft *draft)
{
    return draft->size;
}

static enum err mark_pending(struct blob_draft *draft)
{
    g_autofree char *marker = g_strdup_printf("%s.%s", draft->sha256, draft->name);
    enum err e = blob_make_locked(draft->store->pending, marker, &draft->marker_fd);
    if (e)
        return e;
    draft->marker = g_steal_pointer(&marker);
    /* Before the file is renamed: a power cut must not keep the file and forget the marker. */
    return fsync(draft->store->pending) < 0 ? blob_failed("cannot sync the folder of markers") : OK;
}

static enum err move_to_place(struct blob_draft *draft)
{
    char folder[3];
    const char *name;
    int place;
    place_of(draft->sha256, folder, &name);
    enum err e = open_folder(draft->store->folder, folder, &place);
    if (e)
        return e;
    if (renameat(draft->folder, draft->name, place, name) < 0)
        e = blob_failed("cannot move a draft to its place");
    else
        draft->stays = true;
    /* Where the place is another name of this very file, both are left. */
    if (!e)
        unlinkat(draft->folder, draft->name, 0);
    if (!e && fsync(place) < 0)
        e = blob_failed("cannot sync a folder");
    close(place);
    return e;
}

enum err blob_draft_keep(struct blob_draft *draft)
{
    enum err e = blob_fault();
    if (!e && fsync(draft->fd) < 0)
        e = blob_failed("cannot sync a draft");
    if (!e)
        e = mark_pending(draft);
    if (!e)
        e = move_to_place(draft);
    /* The folder of the two-letter folders, for the case that this one is new. */
    if (!e && fsync(draft->store->folder) < 0)
        e = blob_failed("cannot sync the blob folder");
    return e;
}

enum err blob_draft_discard(struct blob_draft *draft)
{
    return delete_kept(draft->store, draft->sha256);
}

void blob_draft_settle(struct blob_draft *draft)
{
    /* A marker that stays is looked at again at the next start. */
    if (draft->marker)
        unlinkat(draft->store->pending, draft->marker, 0);
}

enum err blob_open(struct blob_store *store, const char *sha256, int *fd, int64_t *size)
{
    char folder[3], path[SHA256_TEXT_SIZE + 1];
    const char *name;
    struct stat status;
    enum err e = blob_fault();
    if (e)
        return e;
    place_of(sha256, folder, &name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int opened = openat(store->folder, path, O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        return errno == ENOENT ? E_NOT_FOUND : blob_failed("cannot open a blob");
    if (fstat(opened, &status) < 0) {
        close(opened);
        return blob_failed("cannot look at a blob");
    }
    *fd = opened;
    *size = status.st_size;
    return OK;
}

enum err blob_draft_of_kept(struct blob_store *store, const char *sha256, struct blob_draft **out)
{
    g_autoptr(blob_draft) draft = g_new0(struct blob_draft, 1);
    draft->store = store;
    draft->folder = store->draft;
    draft->fd = draft->marker_fd = -1;
    draft->stays = true;
    draft->digest = digest_new();
    blob_draft_name(draft->name);
    g_strlcpy(draft->sha256, sha256, sizeof draft->sha256);
    enum err e = mark_pending(draft);
    if (!e)
        *out = g_steal_pointer(&draft);
    return e;
}

struct listing {
    char folder[3];
    enum err (*visit)(void *context, const char *sha256);
    void *context;
};

static enum err list_file(void *context, const char *name)
{
    const struct listing *l = context;
    char sha256[SHA256_TEXT_SIZE];
    if (strlen(name) != SHA256_TEXT_SIZE - 3)
        return OK;
    snprintf(sha256, sizeof sha256, "%s%s", l->folder, name);
    return l->visit(l->context, sha256);
}

enum err blob_each(struct blob_store *store, enum err (*visit)(void *context, const char *sha256), void *context)
{
    struct listing l = {.visit = visit, .context = context};
    enum err e = OK;
    for (int first = 0; !e && first < 256; first++) {
        snprintf(l.folder, sizeof l.folder, "%02x", first & 0xff);
        int fd = openat(store->folder, l.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT)
            continue;
        e = fd < 0 ? blob_failed(l.folder) : blob_each_file(fd, list_file, &l);
        if (fd >= 0)
            close(fd);
    }
    return e;
}
