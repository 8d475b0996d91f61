/* SPDX-License-Identifier: Apache-2.0
 *
 * Collections with their images: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_COLLECTION_H
#define STENCIL_STORE_COLLECTION_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/template.h"
#include "rule/visibility.h"

/* One image as stored: what is shown, and the box that it stands in. */
struct collection_image {
    char media_id[23], sha256[65];
    char reference_collection_id[23]; /* "" for a photo of its own */
    int64_t reference_image;
    struct box box;
    struct box photo; /* its pixels after orientation */
    bool is_replaced; /* its use was revoked: a neutral picture is shown in its place */
    bool is_hiding;   /* its use was revoked: it hides the collection */
    bool is_dropped;  /* it is of a collection that was taken down: a neutral picture is shown, too */
};

typedef struct collection {
    char *id, *account_id, *handle, *name; /* the creator */
    bool is_posted;
    bool is_hidden;                      /* by one of its images, or by a takedown of what it was made from */
    bool is_removed;                     /* it was taken down */
    char *removed_reason, *removed_note; /* by the first takedown that stands; or NULL */
    int64_t removed_us;
    enum visibility visibility;
    json_t *document;   /* complete: rule/collection.h */
    char *made_with_id; /* the template that it was made with, or NULL */
    int64_t made_with_version;
    char *template_id; /* the template identifier attached to it, while that template can be called; or NULL */
    char *attached_id; /* the same, also when the template was withdrawn */
    int64_t version, created_us, updated_us, posted_us;
    int64_t up_count, down_count;
    int mine;         /* the viewer's own rating: 1, -1, 0 */
    bool is_follower; /* the viewer follows the creator */
    double trend;
    struct collection_image *images; /* as many as the document has; NULL until collection_read_images */
} collection;

void collection_free(struct collection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(collection, collection_free)

/* For rule/visibility.h. */
struct exposure collection_exposure(const struct collection *collection);

/* Whether a neutral picture is shown in its place. */
bool collection_image_is_neutral(const struct collection_image *image);

/* How many images the document has. */
size_t collection_image_count(const struct collection *collection);

/* Stores a new collection with its images and the media that it lays over them. */
enum err collection_insert(struct db_conn *db, const struct collection *collection);

/* Stores state, visibility, document, images, and counts the version up. */
enum err collection_update(struct db_conn *db, const struct collection *collection);

/* Deletes it; a template that was extracted from it is withdrawn. */
enum err collection_delete(struct db_conn *db, const char *id);

/* `viewer_id`: whose rating and following are wanted, "" for nobody. E_NOT_FOUND. Its
 * images are read too. */
enum err collection_get(struct db_conn *db, const char *viewer_id, const char *id, struct collection **out);

enum collection_order {
    COLLECTION_NEWEST,
    COLLECTION_FOLLOWING,
    COLLECTION_TRENDING,
    COLLECTION_OF_ACCOUNT,
    COLLECTION_OF_TEMPLATE
};

/* A place in a list: the sort key and id of the last item seen. */
struct collection_place {
    int64_t us;
    double trend;
    const char *id;
};

/* What a page is of. */
struct collection_page {
    enum collection_order order;
    const char *viewer_id;   /* "" for nobody */
    const char *account_id;  /* COLLECTION_OF_ACCOUNT: whose */
    const char *template_id; /* COLLECTION_OF_TEMPLATE: made with which */
    bool sees_all;           /* these two: a moderator looks */
    struct collection_place after;
    int64_t limit;
};

/* Up to `limit` collections after a place, newest (or hottest) first, images read:
 * a new array of struct collection that frees its elements. */
enum err collection_list(struct db_conn *db, const struct collection_page *page, GPtrArray **out);

enum err collection_attach_template(struct db_conn *db, const char *id, const char *template_id);
enum err collection_set_trend(struct db_conn *db, const char *id, double trend);

/* The account's collections, or up to `limit` of all of them whose ids come after one, in the
 * order of their ids, drafts too: a new array of ids that frees its elements. */
enum err collection_ids_of_account(struct db_conn *db, const char *account_id, GPtrArray **out);
enum err collection_ids_after(struct db_conn *db, const char *after_id, int64_t limit, GPtrArray **out);

#endif
