/* SPDX-License-Identifier: Apache-2.0
 *
 * One step of a class of texts: a collection comes into it or goes, and the counts of the
 * others follow. Rows in and out; the connection's thread. Used by text_class.c alone.
 *
 * Members that follow one another share a block, so that a change of the creators of many is
 * a change of a few blocks, and of the members at the edges.
 *
 * later(C) = class.later - C.later_off and creators(C) = class.creators - C.creators_off -
 * block.creators_off hold after each step; the comments say "count" for what those
 * yield.
 */
#ifndef STENCIL_STORE_TEXT_STEP_H
#define STENCIL_STORE_TEXT_STEP_H

#include "base/id.h"
#include "store/text_class.h"

#ifdef STENCIL_FAULTS
/* So that tests with a few members have several. */
enum { TEXT_BLOCK_MAX = 3 };
#else
enum { TEXT_BLOCK_MAX = 64 };
#endif

struct class_row {
    int64_t id;
    char only_id[ID_SIZE]; /* "" where the members are in text_tally */
    int64_t later, creators;
};

/* A member's place, and with whose template it was made. */
struct place {
    int64_t block, posted_us;
    char collection_id[ID_SIZE], source_id[ID_SIZE];
};

int text_place_compare(const struct place *a, const struct place *b);
struct place text_place_of(const struct text_member *member, int64_t block);

/* Where the blocks of a class are. */
struct extent {
    struct place newest;    /* before_all in an empty class */
    int64_t newest_members; /* in its block */
    int64_t oldest_block;
};

/* One that comes (step 1) or goes (-1). `own` are her others in the class. */
struct text_step {
    struct class_row *k;
    const struct text_member *m;
    struct place at;
    const GArray *own;
    struct extent extent;
    int64_t step;
};

/* Reads `own` (yours, of struct place) and `extent`. */
enum err text_step_look(struct db_conn *db, struct text_step *step, GArray **own);

bool text_step_is_at_end(const struct text_step *step);

/* The counts of the others, by their numbers and the class's. `*changed`: the creators of some. */
enum err text_step_others(struct db_conn *db, struct text_step *step, bool *changed);

/* The counts of those with whose templates her collections were made. */
enum err text_step_made(struct db_conn *db, const struct text_step *step);

#endif
