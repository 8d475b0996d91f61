/* SPDX-License-Identifier: Apache-2.0 */
#include "store/text_step.h"

#include <string.h>

static const struct place before_all = {-1, -1, "", ""}, after_all = {G_MAXINT64, G_MAXINT64, "~", ""};

static int compare(int64_t a_us, const char *a, int64_t b_us, const char *b)
{
    return a_us != b_us ? (a_us < b_us ? -1 : 1) : strcmp(a, b);
}

int text_place_compare(const struct place *a, const struct place *b)
{
    return compare(a->posted_us, a->collection_id, b->posted_us, b->collection_id);
}

struct place text_place_of(const struct text_member *m, int64_t block)
{
    struct place place = {.block = block, .posted_us = m->posted_us};
    g_strlcpy(place.collection_id, m->collection_id, sizeof place.collection_id);
    if (m->source_id)
        g_strlcpy(place.source_id, m->source_id, sizeof place.source_id);
    return place;
}

static enum err extent_get(struct db_conn *db, int64_t class_id, struct extent *x)
{
    g_auto(db_rows) rows = {0}, oldest = {0};
    *x = (struct extent){.newest = before_all};
    enum err e = db_query_row(db, &rows, QUERY_text_tally_newest, "i", class_id);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    x->newest.block = db_int(&rows, 0);
    x->newest.posted_us = db_int(&rows, 1);
    g_strlcpy(x->newest.collection_id, db_text(&rows, 2), sizeof x->newest.collection_id);
    x->newest_members = db_int(&rows, 3);
    e = db_query_row(db, &oldest, QUERY_text_block_oldest, "i", class_id);
    if (!e)
        x->oldest_block = db_int(&oldest, 0);
    return e;
}

/* Her members of the class in their order: a new array of struct place. */
static enum err list_own(struct db_conn *db, int64_t class_id, const char *account_id, GArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct place));
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_text_tally_of_account, "it", class_id, account_id);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct place place = {.block = db_int(&rows, 0), .posted_us = db_int(&rows, 1)};
        g_strlcpy(place.collection_id, db_text(&rows, 2), sizeof place.collection_id);
        if (db_text(&rows, 3))
            g_strlcpy(place.source_id, db_text(&rows, 3), sizeof place.source_id);
        g_array_append_val(own, place);
    }
    if (!e)
        *out = g_steal_pointer(&own);
    return e;
}

static const struct place *own_at(const GArray *own, guint i)
{
    return &g_array_index(own, struct place, i);
}

enum err text_step_look(struct db_conn *db, struct text_step *s, GArray **own)
{
    enum err e = list_own(db, s->k->id, s->m->account_id, own);
    s->own = *own;
    return e ? e : extent_get(db, s->k->id, &s->extent);
}

static bool is_in_newer_half(const struct text_step *s)
{
    return s->at.block - s->extent.oldest_block >= s->extent.newest.block - s->at.block;
}

bool text_step_is_at_end(const struct text_step *s)
{
    return text_place_compare(&s->at, &s->extent.newest) >= 0;
}

/* Those before it count one more or less. Either the class's number steps, and with it all
 * counts but those that must not, behind it and her own; or theirs do. */
static enum err step_later(struct db_conn *db, struct text_step *s)
{
    const struct place *at = &s->at;
    enum err e = OK;
    if (!is_in_newer_half(s))
        return db_exec(db, QUERY_text_tally_shift_later_before, NULL, "iiitit", s->k->id, at->block, at->posted_us,
                       at->collection_id, -s->step, s->m->account_id);
    s->k->later += s->step;
    if (!text_step_is_at_end(s))
        e = db_exec(db, QUERY_text_tally_shift_later_after, NULL, "iiiti", s->k->id, at->block, at->posted_us,
                    at->collection_id, s->step);
    if (!e && s->own->len && text_place_compare(own_at(s->own, 0), at) < 0)
        e = db_exec(db, QUERY_text_tally_shift_later_of_account, NULL, "iitti", s->k->id, at->posted_us,
                    at->collection_id, s->m->account_id, s->step);
    return e;
}

static enum err shift_in_block(struct db_conn *db, int64_t class_id, int64_t block, const struct place *from,
                               const struct place *to, int64_t step)
{
    return db_exec(db, QUERY_text_tally_shift_creators, NULL, "iiititi", class_id, block, from->posted_us,
                   from->collection_id, to->posted_us, to->collection_id, step);
}

/* Adds to creators_off of those between two places. */
static enum err shift_creators(struct db_conn *db, int64_t class_id, const struct place *from, const struct place *to,
                               int64_t step)
{
    if (from->block == to->block)
        return shift_in_block(db, class_id, from->block, from, to, step);
    enum err e = shift_in_block(db, class_id, from->block, from, &after_all, step);
    if (!e)
        e = db_exec(db, QUERY_text_block_shift_creators, NULL, "iiii", class_id, from->block, to->block, step);
    return e ? e : shift_in_block(db, class_id, to->block, &before_all, to, step);
}

/* A creator counts for those before her last collection in the class. Where she has a later
 * one, nothing changes. Where this is her only one, she is one more or less for all before it;
 * otherwise for those between her last one before it and it. */
static enum err step_creators(struct db_conn *db, struct text_step *s, bool *changed)
{
    const struct place *last = s->own->len ? own_at(s->own, s->own->len - 1) : NULL;
    *changed = !last || text_place_compare(last, &s->at) < 0;
    if (!*changed)
        return OK;
    if (last)
        return shift_creators(db, s->k->id, last, &s->at, -s->step);
    s->k->creators += s->step;
    return text_step_is_at_end(s) ? OK : shift_creators(db, s->k->id, &s->at, &after_all, s->step);
}

enum err text_step_others(struct db_conn *db, struct text_step *s, bool *changed)
{
    enum err e = step_later(db, s);
    if (!e)
        e = step_creators(db, s, changed);
    return e;
}

/* Of her collections, those later than a place: how many there are, how many of them were made
 * with the template of `source_id`. */
static void count_after(const GArray *own, const struct place *after, const char *source_id, int64_t *all,
                        int64_t *made)
{
    *all = *made = 0;
    for (guint i = 0; i < own->len; i++) {
        const struct place *p = own_at(own, i);
        if (compare(p->posted_us, p->collection_id, after->posted_us, after->collection_id) <= 0)
            continue;
        ++*all;
        *made += strcmp(p->source_id, source_id) == 0;
    }
}

/* What her collections add to the numbers of a collection that is the source of some of them. */
static enum err step_made_of(struct db_conn *db, int64_t class_id, const char *account_id, const char *source_id,
                             const GArray *before, const GArray *after)
{
    g_auto(db_rows) rows = {0};
    int64_t all[2], made[2];
    enum err e = db_query_row(db, &rows, QUERY_text_tally_get, "it", class_id, source_id);
    if (e || strcmp(db_text(&rows, 2), account_id) == 0)
        return e == E_NOT_FOUND ? OK : e;
    struct place place = {.posted_us = db_int(&rows, 1)};
    g_strlcpy(place.collection_id, source_id, sizeof place.collection_id);
    count_after(before, &place, source_id, &all[0], &made[0]);
    count_after(after, &place, source_id, &all[1], &made[1]);
    int64_t creators = (all[1] > 0 && all[1] == made[1]) - (all[0] > 0 && all[0] == made[0]);
    if (made[0] == made[1] && creators == 0)
        return OK;
    db_rows_clear(&rows);
    return db_exec(db, QUERY_text_tally_add_made, NULL, "itii", class_id, source_id, made[1] - made[0], creators);
}

static const char *last_source(const GArray *own)
{
    return own->len ? own_at(own, own->len - 1)->source_id : "";
}

/* `before` and `after` are her collections in the class, with and without the one at `at`, or
 * the other way round. Of all their sources only these can count otherwise than before: its
 * own, and that of her last collection; for any other one, a later one of hers that was not
 * made with it stands in both. */
static enum err step_made(struct db_conn *db, int64_t class_id, const char *account_id, const struct place *at,
                          const GArray *before, const GArray *after)
{
    const char *sources[] = {at->source_id, last_source(before), last_source(after)};
    enum err e = OK;
    for (size_t i = 0; i < G_N_ELEMENTS(sources) && !e; i++) {
        bool is_done = *sources[i] == '\0';
        for (size_t k = 0; k < i; k++)
            is_done = is_done || strcmp(sources[k], sources[i]) == 0;
        if (!is_done)
            e = step_made_of(db, class_id, account_id, sources[i], before, after);
    }
    return e;
}

static gint in_order(gconstpointer a, gconstpointer b)
{
    return text_place_compare(a, b);
}

/* Her collections with this one, too, in their order. */
static GArray *with_member(const struct text_step *s)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct place));
    g_array_append_vals(all, s->own->data, s->own->len);
    g_array_append_val(all, s->at);
    g_array_sort(all, in_order);
    return all;
}

enum err text_step_made(struct db_conn *db, const struct text_step *s)
{
    g_autoptr(GArray) with = with_member(s);
    const GArray *before = s->step > 0 ? s->own : with, *after = s->step > 0 ? with : s->own;
    return step_made(db, s->k->id, s->m->account_id, &s->at, before, after);
}
