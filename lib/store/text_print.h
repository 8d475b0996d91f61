/* SPDX-License-Identifier: Apache-2.0
 *
 * Which classes the texts of a collection belong to. That all its texts together equal others
 * is always kept; that each by itself does, and similarity, only since a policy has asked for
 * it: a class of similar texts is
 * measured by the text that founded it, the first of its kind (seed ¶0032 speaks of the first
 * collection and of later ones). The connection's thread.
 */
#ifndef STENCIL_STORE_TEXT_PRINT_H
#define STENCIL_STORE_TEXT_PRINT_H

#include <glib.h>
#include <stdint.h>

#include "base/id.h"
#include "db/db.h"
#include "store/text_class.h"

/* A new text is compared with those that share most keys with it: of each key so many are
 * looked at, and of all these so many are compared. */
enum { TEXT_BAND_MAX = 128, TEXT_CANDIDATES_MAX = 32 };

/* What is kept beside the equality of all texts together. */
struct text_keeping {
    int64_t kinds; /* TEXT_KEEPING_EACH, and 1 << level for levels of similarity */
    /* While there are collections that are not in their classes yet: the last one that is.
     * TEXT_KEEPING_DONE: all are. */
    char after_id[ID_SIZE];
};

#define TEXT_KEEPING_DONE "~"
#define TEXT_KEEPING_EACH 1 /* equality of each text by itself */

enum err text_keeping_get(struct db_conn *db, struct text_keeping *out);
enum err text_keeping_set(struct db_conn *db, const struct text_keeping *keeping);

/* What is known of the texts of a collection (rule/facts.h). */
struct text_prints {
    int64_t print;
    const char *text_prints;
    const char *folded; /* print_set(); NULL: only classes that the texts are in already are wanted */
};

/* The classes of a collection with these texts: a new array of struct text_kind. */
enum err text_kinds(struct db_conn *db, const struct text_prints *prints, GArray **out);

#endif
