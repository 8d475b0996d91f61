/* SPDX-License-Identifier: Apache-2.0
 *
 * Media and rendered pictures: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_MEDIA_H
#define STENCIL_STORE_MEDIA_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

typedef struct media {
    char *id;
    char *account_id; /* NULL when the account is gone */
    char *sha256;
    char *kind; /* "image" or "audio" */
    char *type; /* "image/jpeg" … */
    int64_t width, height, duration_ms, created_us, size_bytes;
    char *phash;     /* rule/phash.h; NULL: it has none */
    char *thumbhash; /* rule/thumbhash.h; NULL: it has none */
    char *name;      /* of a sound, by its tags; NULL: it has none */
    char *place;     /* rule/place.h; NULL: it has none, or its owner does not want it kept */
} media;

void media_free(struct media *media);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(media, media_free)

/* Stores the blob and the media; where the account has the same file already, nothing
 * changes, but that one from before there were hashes gets its own ones, and a place is taken over. `*stored` gets
 * what is there now. */
enum err media_insert(struct db_conn *db, const struct media *media, struct media **stored);

/* E_NOT_FOUND. */
enum err media_get(struct db_conn *db, const char *id, struct media **out);
enum err media_of_account(struct db_conn *db, const char *account_id, const char *sha256, struct media **out);

/* Keeps where it was taken, or (NULL) keeps it no more. */
enum err media_set_place(struct db_conn *db, const char *id, const char *place);

/* Whether a row names the file. */
enum err blob_exists(struct db_conn *db, const char *sha256, bool *exists);

/* One collection that shows a media, as far as visibility goes. */
struct media_showing {
    bool is_owner, is_posted, is_follower, is_hidden, is_removed;
    char visibility[16];
};

/* Calls `visit` with each collection that shows the media until it returns true. */
enum err media_shown(struct db_conn *db, const char *media_id, const char *viewer_id,
                     bool (*visit)(void *context, const struct media_showing *showing), void *context);

/* Calls `visit` with each media that has a hash until it returns true. */
enum err media_each_phash(struct db_conn *db, bool (*visit)(void *context, const char *id, const char *phash),
                          void *context);

/* A posted collection that shows a media and is not taken down, and whose it is. */
struct media_poster {
    const char *collection_id, *handle, *name;
};

/* Calls `visit` with up to `limit` of them, newest first, until it returns true. */
enum err media_posted(struct db_conn *db, const char *media_id, int64_t limit,
                      bool (*visit)(void *context, const struct media_poster *poster), void *context);

/* The picture made by this recipe; E_NOT_FOUND. */
enum err render_get(struct db_conn *db, const char *recipe, char sha256[65], char type[32]);
/* `photo`: the digest of what it was made of, with which it goes; NULL for none. */
enum err render_insert(struct db_conn *db, const char *recipe, const char *photo, const char *sha256,
                       int64_t size_bytes, const char *type, int64_t now_us);
/* One photo of a picture that is made of several; the picture goes with any of them. */
enum err render_part_insert(struct db_conn *db, const char *recipe, const char *photo);

#endif
