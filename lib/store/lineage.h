/* SPDX-License-Identifier: Apache-2.0
 *
 * Lineage: what a collection was made from and what was made with it, through any depth,
 * by templates and by reference images. Rows out. The connection's thread.
 */
#ifndef STENCIL_STORE_LINEAGE_H
#define STENCIL_STORE_LINEAGE_H

#include "store/collection.h"

enum {
    LINEAGE_DEPTH_MAX = 1000,  /* steps */
    LINEAGE_LINKS_MAX = 10000, /* links that are followed, the nearest first */
};

enum lineage_direction { LINEAGE_FROM, LINEAGE_WITH };

/* A collection of the lineage. */
typedef struct relative {
    char *id, *handle, *name; /* the creator */
    json_t *document;
    int64_t depth; /* steps on the shortest way, from 1 */
    bool is_reference;
    char *via; /* the template of the last step; NULL for a reference */
    int64_t posted_us;
    char *template_id; /* the template identifier, while it can be called; or NULL */
} relative;

struct lineage_page {
    enum lineage_direction direction;
    const char *collection_id;
    const char *viewer_id; /* "" for nobody */
    bool sees_all;         /* a moderator looks */
    int64_t depth;         /* steps at most, up to LINEAGE_DEPTH_MAX */
    /* The last one seen: its depth as a negative `trend`, so that all keys fall. */
    struct collection_place after;
    int64_t limit;
};

struct lineage {
    GPtrArray *items; /* of struct relative: nearest first, then newest */
    int64_t hidden;   /* in all, not on this page: not for the viewer, or gone */
    bool is_complete; /* false where LINEAGE_LINKS_MAX was reached */
};

void lineage_clear(struct lineage *lineage);
typedef struct lineage lineage;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(lineage, lineage_clear)

/* Up to `limit` of the collections that the viewer finds in lists, after a place. The
 * collection itself is none of them, also where a circle leads back to it. */
enum err lineage_list(struct db_conn *db, const struct lineage_page *page, struct lineage *out);

/* How many collections made with the template the viewer does not find in lists, among
 * LINEAGE_LINKS_MAX of them. */
enum err lineage_count_hidden(struct db_conn *db, const char *template_id, const char *viewer_id, bool sees_all,
                              int64_t *count);

#endif
