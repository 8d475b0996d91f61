/* SPDX-License-Identifier: Apache-2.0 */
#include "store/text_class.h"

#include <string.h>

#include "base/id.h"

/* Members that follow one another share a block, so that a change of the creators of many is
 * a change of a few blocks, and of the members at the edges.
 *
 * later(C) = class.later - C.later_off and creators(C) = class.creators - C.creators_off -
 * block.creators_off hold after each step; the comments below say "count" for what those
 * yield. */

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

static const struct place before_all = {-1, -1, "", ""}, after_all = {G_MAXINT64, G_MAXINT64, "~", ""};

void text_member_clear(struct text_member *m)
{
    g_free((char *)m->collection_id);
    g_free((char *)m->account_id);
    g_free((char *)m->source_id);
    *m = (struct text_member){0};
}

enum err text_member_get(struct db_conn *db, const char *collection_id, struct text_member *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_member_get, "t", collection_id);
    if (!e)
        *out = (struct text_member){.collection_id = g_strdup(collection_id),
                                    .account_id = g_strdup(db_text(&rows, 0)),
                                    .posted_us = db_int(&rows, 1),
                                    .source_id = g_strdup(db_text(&rows, 2))};
    return e;
}

static enum err class_get(struct db_conn *db, int64_t id, struct class_row *k)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_class_get, "i", id);
    if (e)
        return e;
    *k = (struct class_row){.id = id, .later = db_int(&rows, 3), .creators = db_int(&rows, 4)};
    if (db_text(&rows, 2))
        g_strlcpy(k->only_id, db_text(&rows, 2), sizeof k->only_id);
    return OK;
}

static enum err class_set(struct db_conn *db, const struct class_row *k)
{
    return db_exec(db, QUERY_text_class_set, NULL, "itii", k->id, NULL, k->later, k->creators);
}

static int compare(int64_t a_us, const char *a, int64_t b_us, const char *b)
{
    return a_us != b_us ? (a_us < b_us ? -1 : 1) : strcmp(a, b);
}

static int compare_places(const struct place *a, const struct place *b)
{
    return compare(a->posted_us, a->collection_id, b->posted_us, b->collection_id);
}

static struct place place_of(const struct text_member *m, int64_t block)
{
    struct place place = {.block = block, .posted_us = m->posted_us};
    g_strlcpy(place.collection_id, m->collection_id, sizeof place.collection_id);
    if (m->source_id)
        g_strlcpy(place.source_id, m->source_id, sizeof place.source_id);
    return place;
}

/* The counts of a member. */
struct counts {
    int64_t later, creators, made, made_creators;
};

static enum err tally_insert(struct db_conn *db, const struct class_row *k, const struct text_member *m, int64_t block,
                             const struct counts *counts)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_block_add, "iii", k->id, block, (int64_t)1);
    if (e)
        return e;
    int64_t creators_off = k->creators - counts->creators - db_int(&rows, 0);
    db_rows_clear(&rows);
    e = db_exec(db, QUERY_text_tally_insert, NULL, "iiitttiiii", k->id, block, m->posted_us, m->collection_id,
                m->account_id, m->source_id, k->later - counts->later, creators_off, counts->made,
                counts->made_creators);
    return e ? e : db_exec(db, QUERY_fact_set_shared, NULL, "t", m->collection_id);
}

/* The member that was alone gets a tally, as the first of several will. */
static enum err promote(struct db_conn *db, struct class_row *k)
{
    g_auto(text_member) only = {0};
    enum err e = text_member_get(db, k->only_id, &only);
    *k->only_id = '\0';
    k->later = 0;
    k->creators = 1;
    return e ? e : tally_insert(db, k, &only, 0, &(struct counts){0});
}

/* Where the blocks of a class are. */
struct extent {
    struct place newest;    /* before_all in an empty class */
    int64_t newest_members; /* in its block */
    int64_t oldest_block;
};

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

/* A block behind the last one, where that is full. */
static int64_t block_at_end(const struct extent *x)
{
    return MAX(x->newest.block, 0) + (x->newest_members >= TEXT_BLOCK_MAX);
}

/* The block of the member before it, or else the first one. */
static enum err block_in_midst(struct db_conn *db, int64_t class_id, const struct text_member *m, int64_t oldest,
                               int64_t *block)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_tally_before, "iit", class_id, m->posted_us, m->collection_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *block = e ? oldest : db_int(&rows, 0);
    return OK;
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

/* One that comes (step 1) or goes (-1). `own` are her others in the class. */
struct stepping {
    struct class_row *k;
    const struct text_member *m;
    struct place at;
    const GArray *own;
    struct extent extent;
    int64_t step;
};

static bool is_in_newer_half(const struct stepping *s)
{
    return s->at.block - s->extent.oldest_block >= s->extent.newest.block - s->at.block;
}

static bool is_at_end(const struct stepping *s)
{
    return compare_places(&s->at, &s->extent.newest) >= 0;
}

/* Those before it count one more or less. Either the class's number steps, and with it all
 * counts but those that must not, behind it and her own; or theirs do. */
static enum err step_later(struct db_conn *db, struct stepping *s)
{
    const struct place *at = &s->at;
    enum err e = OK;
    if (!is_in_newer_half(s))
        return db_exec(db, QUERY_text_tally_shift_later_before, NULL, "iiitit", s->k->id, at->block, at->posted_us,
                       at->collection_id, -s->step, s->m->account_id);
    s->k->later += s->step;
    if (!is_at_end(s))
        e = db_exec(db, QUERY_text_tally_shift_later_after, NULL, "iiiti", s->k->id, at->block, at->posted_us,
                    at->collection_id, s->step);
    if (!e && s->own->len && compare_places(own_at(s->own, 0), at) < 0)
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
static enum err step_creators(struct db_conn *db, struct stepping *s, bool *changed)
{
    const struct place *last = s->own->len ? own_at(s->own, s->own->len - 1) : NULL;
    *changed = !last || compare_places(last, &s->at) < 0;
    if (!*changed)
        return OK;
    if (last)
        return shift_creators(db, s->k->id, last, &s->at, -s->step);
    s->k->creators += s->step;
    return is_at_end(s) ? OK : shift_creators(db, s->k->id, &s->at, &after_all, s->step);
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
    return compare_places(a, b);
}

/* Her collections with this one, too, in their order. */
static GArray *with_member(const struct stepping *s)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct place));
    g_array_append_vals(all, s->own->data, s->own->len);
    g_array_append_val(all, s->at);
    g_array_sort(all, in_order);
    return all;
}

static enum err take_step(struct db_conn *db, struct stepping *s, struct text_change *change)
{
    enum err e = step_later(db, s);
    if (!e)
        e = step_creators(db, s, &change->creators_changed);
    return e;
}

static enum err end_step(struct db_conn *db, struct stepping *s, struct text_change *change)
{
    g_autoptr(GArray) with = with_member(s);
    const GArray *before = s->step > 0 ? s->own : with, *after = s->step > 0 ? with : s->own;
    enum err e = step_made(db, s->k->id, s->m->account_id, &s->at, before, after);
    if (!e)
        e = class_set(db, s->k);
    change->later = s->k->later;
    change->creators = s->k->creators;
    change->step = (int)s->step;
    return e;
}

/* What comes behind it is counted, where something does. */
static enum err count_own(struct db_conn *db, const struct stepping *s, struct counts *counts)
{
    g_auto(db_rows) rows = {0};
    if (is_at_end(s))
        return OK;
    enum err e = db_query_row(db, &rows, QUERY_text_tally_count, "iitti", s->k->id, s->at.posted_us,
                              s->at.collection_id, s->m->account_id, s->at.block);
    if (!e)
        *counts = (struct counts){db_int(&rows, 0), db_int(&rows, 1), db_int(&rows, 2), db_int(&rows, 3)};
    return e;
}

static bool has_member(const GArray *own, const char *collection_id)
{
    for (guint i = 0; i < own->len; i++)
        if (strcmp(own_at(own, i)->collection_id, collection_id) == 0)
            return true;
    return false;
}

static enum err insert_member(struct db_conn *db, struct class_row *k, const struct text_member *m,
                              struct text_change *change)
{
    g_autoptr(GArray) own = NULL;
    struct stepping s = {.k = k, .m = m, .at = place_of(m, 0), .step = 1};
    struct counts counts = {0};
    enum err e = list_own(db, k->id, m->account_id, &own);
    if (e || has_member(own, m->collection_id))
        return e;
    s.own = own;
    e = extent_get(db, k->id, &s.extent);
    if (!e && is_at_end(&s))
        s.at.block = block_at_end(&s.extent);
    else if (!e)
        e = block_in_midst(db, k->id, m, s.extent.oldest_block, &s.at.block);
    if (!e)
        e = take_step(db, &s, change);
    if (!e)
        e = count_own(db, &s, &counts);
    if (!e)
        e = tally_insert(db, k, m, s.at.block, &counts);
    return e ? e : end_step(db, &s, change);
}

static struct text_change change_of(const struct text_kind *kind)
{
    return (struct text_change){
        .class_id = share_class(kind->scope, kind->level, kind->founder), .scope = kind->scope, .level = kind->level};
}

enum err text_class_join(struct db_conn *db, const struct text_kind *kind, const struct text_member *m,
                         struct text_change *change)
{
    struct class_row k;
    *change = change_of(kind);
    enum err e = class_get(db, change->class_id, &k);
    if (e == E_NOT_FOUND)
        return db_exec(db, QUERY_text_class_insert, NULL, "iiit", change->class_id, (int64_t)kind->scope,
                       (int64_t)kind->level, m->collection_id);
    if (!e && strcmp(k.only_id, m->collection_id) == 0)
        return OK;
    if (!e && *k.only_id)
        e = promote(db, &k);
    return e ? e : insert_member(db, &k, m, change);
}

/* Its tally is gone already. */
static enum err delete_member(struct db_conn *db, struct class_row *k, const struct text_member *m, int64_t block,
                              struct text_change *change)
{
    g_autoptr(GArray) own = NULL;
    struct stepping s = {.k = k, .m = m, .at = place_of(m, block), .step = -1};
    enum err e = list_own(db, k->id, m->account_id, &own);
    s.own = own;
    if (!e)
        e = extent_get(db, k->id, &s.extent);
    if (!e)
        e = db_exec(db, QUERY_text_block_add, NULL, "iii", k->id, block, (int64_t)-1);
    if (!e)
        e = take_step(db, &s, change);
    return e ? e : end_step(db, &s, change);
}

static enum err take_tally(struct db_conn *db, int64_t class_id, const char *collection_id, int64_t *block)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_tally_get, "it", class_id, collection_id);
    if (e)
        return e;
    *block = db_int(&rows, 0);
    db_rows_clear(&rows);
    return db_exec(db, QUERY_text_tally_delete, NULL, "it", class_id, collection_id);
}

enum err text_class_leave(struct db_conn *db, const struct text_kind *kind, const struct text_member *m,
                          struct text_change *change)
{
    struct class_row k;
    int64_t block;
    *change = change_of(kind);
    enum err e = class_get(db, change->class_id, &k);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    if (*k.only_id)
        return strcmp(k.only_id, m->collection_id) == 0
                   ? db_exec(db, QUERY_text_class_delete, NULL, "i", change->class_id)
                   : OK;
    e = take_tally(db, k.id, m->collection_id, &block);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    return delete_member(db, &k, m, block, change);
}

/* Reads the ids; `*all` is false where there are more than TEXT_CONCERNED_MAX. */
static enum err read_ids(struct db_rows *rows, enum err e, GHashTable *ids, bool *all)
{
    bool more = true;
    int count = 0;
    while (!e && !(e = db_next(rows, &more)) && more && count++ < TEXT_CONCERNED_MAX)
        g_hash_table_add(ids, g_strdup(db_text(rows, 0)));
    *all = count <= TEXT_CONCERNED_MAX;
    return e;
}

static enum err at_later(struct db_conn *db, const struct text_change *change, int64_t threshold, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    int64_t off = change->later - threshold;
    bool all;
    enum err e =
        db_query(db, &rows, QUERY_text_tally_at_later, "iii", change->class_id, off, (int64_t)TEXT_CONCERNED_MAX + 1);
    e = read_ids(&rows, e, ids, &all);
    return e || all ? e : db_exec(db, QUERY_evaluation_due_at_later, NULL, "ii", change->class_id, off);
}

enum err text_class_at_later(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                             size_t count, GHashTable *ids)
{
    enum err e = OK;
    for (size_t i = 0; i < count && !e; i++)
        e = at_later(db, change, thresholds[i], ids);
    return e;
}

static bool is_one_of(int64_t number, const int64_t *thresholds, size_t count, int64_t *most)
{
    bool found = false;
    *most = 0;
    for (size_t i = 0; i < count; i++) {
        found = found || thresholds[i] == number;
        *most = MAX(*most, thresholds[i]);
    }
    return found;
}

/* Back from the newest: the creators that count become more and more, but that each member's
 * own does not; so beyond one more than the greatest threshold there is nothing to find. */
enum err text_class_at_creators(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                                size_t count, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    int64_t most = 0, creators = 0, steps = 0;
    enum err e = db_query(db, &rows, QUERY_text_tally_back, "ii", change->class_id, (int64_t)TEXT_WALK_MAX);
    while (!e && creators <= most + 1 && !(e = db_next(&rows, &more)) && more) {
        steps++;
        creators = change->creators - db_int(&rows, 1);
        if (is_one_of(creators, thresholds, count, &most))
            g_hash_table_add(ids, g_strdup(db_text(&rows, 0)));
    }
    if (!e && steps == TEXT_WALK_MAX)
        e = db_exec(db, QUERY_evaluation_due_of_class, NULL, "i", change->class_id);
    return e;
}

enum err text_class_with_made(struct db_conn *db, const struct text_change *change, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    bool all;
    enum err e =
        db_query(db, &rows, QUERY_text_tally_with_made, "ii", change->class_id, (int64_t)TEXT_CONCERNED_MAX + 1);
    e = read_ids(&rows, e, ids, &all);
    return e || all ? e : db_exec(db, QUERY_evaluation_due_with_made, NULL, "i", change->class_id);
}
