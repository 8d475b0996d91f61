/* SPDX-License-Identifier: Apache-2.0
 *
 * Takedowns and what they changed: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_TAKEDOWN_H
#define STENCIL_STORE_TAKEDOWN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/takedown.h"

typedef struct takedown {
    char *id, *collection_id, *moderator_id;
    char *reason, *note, *effect;
    int64_t created_us;
} takedown;

void takedown_free(struct takedown *takedown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(takedown, takedown_free)

/* At most one of a collection stands. */
enum err takedown_insert(struct db_conn *db, const struct takedown *takedown);

/* The one of this collection itself that stands; E_NOT_FOUND. */
enum err takedown_standing(struct db_conn *db, const char *collection_id, struct takedown **out);

/* The newest of another collection that still changes this one, one that removes it first;
 * E_NOT_FOUND. */
enum err takedown_touching(struct db_conn *db, const char *collection_id, struct takedown **out);

/* E_NOT_FOUND. */
enum err takedown_get(struct db_conn *db, const char *id, struct takedown **out);

/* It no longer stands; its marks are taken away one by one. */
enum err takedown_restore(struct db_conn *db, const char *id, int64_t now_us);

/* A collection that a takedown changes, or may change. */
typedef struct touched {
    char *collection_id, *account_id, *handle, *name; /* the creator */
    char *template_id; /* extracted from it and now to be withdrawn, or to be called again; or NULL */
    bool is_posted;
    bool shows_its_images; /* it has images of the one that is taken down, by reference */
    enum takedown_mark mark;
} touched;

void touched_free(struct touched *touched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(touched, touched_free)

/* The collection itself, then all that was made from it through any depth, drafts included,
 * newest first, up to `limit`: a new array that frees its elements. Their marks are MARK_NONE. */
enum err takedown_reach(struct db_conn *db, const char *collection_id, int64_t limit, GPtrArray **out);

/* The collection itself, then only what has images of it by reference, in the same way. */
enum err takedown_showing(struct db_conn *db, const char *collection_id, int64_t limit, GPtrArray **out);

/* What a takedown changed, in the same way; `collection_id` "" for all, or only this one. */
enum err takedown_marked(struct db_conn *db, const char *id, const char *collection_id, GPtrArray **out);

/* Marks a collection, and takes the marks away: what it shows and its template follow from the
 * marks that there are then. Counts its version up. */
enum err takedown_mark_add(struct db_conn *db, const char *id, const char *collection_id, enum takedown_mark mark);
enum err takedown_mark_delete(struct db_conn *db, const char *id, const char *collection_id);

/* Whether a takedown hides it. */
enum err takedown_hides(struct db_conn *db, const char *collection_id, bool *hides);

/* What takedowns and others made of a collection. */
struct takedown_state {
    bool is_removed, is_hidden;
    int64_t dropped; /* images */
    bool has_template, is_callable;
};

/* E_NOT_FOUND. */
enum err takedown_state(struct db_conn *db, const char *collection_id, struct takedown_state *out);

#endif
