/* SPDX-License-Identifier: Apache-2.0
 *
 * What evaluations found, queries over it, and what is still to be evaluated: rows in and
 * out. The connection's thread.
 */
#ifndef STENCIL_STORE_ELIGIBILITY_H
#define STENCIL_STORE_ELIGIBILITY_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/policy.h"

/* The bits of an outcome: eligible or not; then a bit for each condition of which a node
 * holds; then one for each of which a node fails. */
enum { OUTCOME_ELIGIBLE = 1, OUTCOME_HOLDING = 1 << 1, OUTCOME_FAILING = 1 << (1 + CONDITIONS) };

struct eligibility {
    int64_t outcome;
    double nearness;
    int64_t due_us;
    int64_t evaluated_us; /* when it became what it is */
};

/* What is stored of a verdict. */
struct eligibility eligibility_of(const struct verdict *verdict, int64_t now_us);

/* Whose evaluation it is. */
struct evaluated {
    const char *collection_id, *account_id;
    int64_t posted_us;
};

/* Stores it in place of `before` (NULL where there was none); the counts follow. */
enum err eligibility_put(struct db_conn *db, const struct evaluated *what, const struct eligibility *now,
                         const struct eligibility *before);

/* Takes it away, where there is one; the counts follow. */
enum err eligibility_delete(struct db_conn *db, const char *collection_id);

/* What is looked for: bits that must be set and bits that must not be. */
struct eligibility_filter {
    int64_t mask, bits;     /* outcome & mask == bits */
    const char *account_id; /* "" for all */
    int64_t from_us;        /* posted then or later */
    int64_t before_us;      /* posted before */
    double nearest;         /* only those that are at least so near, and not eligible; 0: no matter */
};

/* A place in such a list: by nearness where `nearest` is looked for, else by time. */
struct eligibility_place {
    int64_t posted_us;
    double nearness;
    const char *collection_id;
};

typedef struct eligibility_entry {
    char *collection_id, *handle, *name, *template_id; /* the last may be NULL */
    int64_t posted_us;
    struct eligibility found;
} eligibility_entry;

void eligibility_entry_free(struct eligibility_entry *entry);

/* Up to `limit` of them after a place, newest or nearest first: a new array that frees its
 * elements. As fast for rare outcomes as for common ones. */
enum err eligibility_list(struct db_conn *db, const struct eligibility_filter *filter,
                          const struct eligibility_place *after, int64_t limit, GPtrArray **out);

enum { ELIGIBILITY_COUNT_MAX = 10000 };

/* How many there are. Without creator, time and nearness the exact number; otherwise counted
 * up to ELIGIBILITY_COUNT_MAX + 1. */
enum err eligibility_count(struct db_conn *db, const struct eligibility_filter *filter, int64_t *count);

/* How many collections are eligible, are not, and for each condition how many hold and fail. */
struct eligibility_counts {
    int64_t eligible, others, holding[CONDITIONS], failing[CONDITIONS];
};
enum err eligibility_counts(struct db_conn *db, struct eligibility_counts *out);

/* What a collection is due for: its facts made anew from the document, and all that follows;
 * an evaluation; the template that it has become eligible for, after an evaluation. */
enum due { DUE_FACTS, DUE_EVALUATION, DUE_TEMPLATE };

struct evaluation_due {
    char collection_id[23];
    enum due what;
};

/* In place of what it was due for, unless that takes more. */
enum err evaluation_due_add(struct db_conn *db, const char *collection_id, enum due what);

/* What the account has rated. */
enum err evaluation_due_add_rated_by(struct db_conn *db, const char *account_id);

/* Up to `limit`: an array of struct evaluation_due. Those whose time has come, by the clock,
 * are among them. */
enum err evaluation_due_list(struct db_conn *db, int64_t now_us, int64_t limit, GArray **out);
enum err evaluation_due_delete(struct db_conn *db, const char *collection_id);

/* Whether the collection has a template of its own as it would be extracted now. */
enum err template_is_current(struct db_conn *db, const char *collection_id, bool *is_current);

/* Whether a collection that became eligible would get a template that it has not. */
enum err template_would_be_new(struct db_conn *db, const char *collection_id, bool *is_new);

#endif
