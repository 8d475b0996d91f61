/* SPDX-License-Identifier: Apache-2.0
 *
 * Classes of texts (rule/share.h): which collections share a text, and for each of them how
 * many later ones of others do, of how many creators. A collection that comes last into a
 * class changes a few rows, however many are in it; one that comes or goes in the midst of
 * others changes those before or behind it, whichever are fewer. The connection's thread, inside the transaction of the
 * change.
 */
#ifndef STENCIL_STORE_TEXT_CLASS_H
#define STENCIL_STORE_TEXT_CLASS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/share.h"

/* A collection as a class sees it. */
struct text_member {
    const char *collection_id, *account_id;
    const char *source_id; /* the collection with whose template it was made, or NULL */
    int64_t posted_us;
};

/* The stored collection as a member; yours, cleared by text_member_clear. */
enum err text_member_get(struct db_conn *db, const char *collection_id, struct text_member *out);
void text_member_clear(struct text_member *member);
typedef struct text_member text_member;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(text_member, text_member_clear)

/* What a step did to the other members of a class. */
struct text_change {
    int64_t class_id;
    enum share_scope scope;
    int level;
    int64_t later, creators; /* the class's numbers now */
    int step;                /* 1: one more later collection, -1: one less, 0: nothing */
    bool creators_changed;   /* of some */
};

/* Where a class stands: what it is of. */
struct text_kind {
    enum share_scope scope;
    int level;
    int64_t founder; /* a fingerprint */
};

/* Nothing happens where it is in already, or is not. */
enum err text_class_join(struct db_conn *db, const struct text_kind *kind, const struct text_member *member,
                         struct text_change *change);
enum err text_class_leave(struct db_conn *db, const struct text_kind *kind, const struct text_member *member,
                          struct text_change *change);

#endif
