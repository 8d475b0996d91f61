/* SPDX-License-Identifier: Apache-2.0 */
#include "store/text_print.h"

#include <string.h>

#include "rule/shingle.h"

/* Of a text: by which text each level's class is measured; the text itself. */
struct print_row {
    int64_t founders[SHARE_LEVELS]; /* [0] is itself */
    char *folded;                   /* NULL where it was not asked for */
};

enum err text_keeping_get(struct db_conn *db, struct text_keeping *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_keeping_get, "");
    if (e)
        return e;
    out->kinds = db_int(&rows, 0);
    g_strlcpy(out->after_id, db_text(&rows, 1), sizeof out->after_id);
    return OK;
}

enum err text_keeping_set(struct db_conn *db, const struct text_keeping *keeping)
{
    return db_exec(db, QUERY_text_keeping_set, NULL, "it", keeping->kinds, keeping->after_id);
}

static enum err print_get(struct db_conn *db, int64_t id, int64_t founders[SHARE_LEVELS], char **folded)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_text_print_get, "i", id);
    if (e)
        return e;
    founders[0] = id;
    for (int level = 1; level < SHARE_LEVELS; level++)
        founders[level] = db_int(&rows, level - 1);
    if (folded)
        *folded = g_strdup(db_text(&rows, SHARE_LEVELS - 1));
    return OK;
}

/* A text that shares keys with the new one. */
struct candidate {
    int64_t id;
    int keys;
};

static enum err count_band(struct db_conn *db, int64_t band, GHashTable *counts)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_text_band_list, "ii", band, (int64_t)TEXT_BAND_MAX);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct candidate one = {db_int(&rows, 0), 1}, *known = g_hash_table_lookup(counts, &one.id);
        if (known)
            known->keys++;
        else
            g_hash_table_add(counts, g_memdup2(&one, sizeof one));
    }
    return e;
}

/* Most keys first; by id then, so that it is the same each time. */
static gint most_keys_first(gconstpointer a, gconstpointer b)
{
    const struct candidate *x = a, *y = b;
    return x->keys != y->keys ? y->keys - x->keys : (x->id > y->id) - (x->id < y->id);
}

/* A new array of struct candidate. */
static GArray *sort_candidates(GHashTable *counts)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    GHashTableIter each;
    gpointer one;
    g_hash_table_iter_init(&each, counts);
    while (g_hash_table_iter_next(&each, &one, NULL))
        g_array_append_vals(sorted, one, 1);
    g_array_sort(sorted, most_keys_first);
    if (sorted->len > TEXT_CANDIDATES_MAX)
        g_array_set_size(sorted, TEXT_CANDIDATES_MAX);
    return sorted;
}

/* The best founder so far at each level. */
struct search {
    const struct shingles *shingles;
    GHashTable *similarities; /* founder → double, as far as they were measured */
    int64_t founders[SHARE_LEVELS];
    double best[SHARE_LEVELS];
};

static enum err similarity_to(struct db_conn *db, struct search *s, int64_t founder, double *similarity)
{
    const double *known = g_hash_table_lookup(s->similarities, &founder);
    int64_t unused[SHARE_LEVELS];
    g_autofree char *folded = NULL;
    if (known) {
        *similarity = *known;
        return OK;
    }
    enum err e = print_get(db, founder, unused, &folded);
    if (e)
        return e;
    g_autoptr(shingles) theirs = shingles_new(folded);
    *similarity = shingles_similarity(s->shingles, theirs);
    int64_t *key = g_memdup2(&founder, sizeof founder);
    g_hash_table_insert(s->similarities, key, g_memdup2(similarity, sizeof *similarity));
    return OK;
}

static enum err look_at(struct db_conn *db, struct search *s, int64_t candidate)
{
    int64_t founders[SHARE_LEVELS];
    double similarity;
    enum err e = print_get(db, candidate, founders, NULL);
    for (int level = 1; level < SHARE_LEVELS && !e; level++) {
        e = similarity_to(db, s, founders[level], &similarity);
        if (e || similarity < share_similarities[level] || similarity <= s->best[level])
            continue;
        s->best[level] = similarity;
        s->founders[level] = founders[level];
    }
    return e;
}

static enum err find_founders(struct db_conn *db, struct search *s, const int64_t bands[SHINGLE_BANDS])
{
    /* The id is a candidate's first member, so a candidate is its own key. */
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    enum err e = OK;
    for (int i = 0; i < SHINGLE_BANDS && !e; i++)
        e = count_band(db, bands[i], counts);
    g_autoptr(GArray) candidates = sort_candidates(counts);
    for (guint i = 0; i < candidates->len && !e; i++)
        e = look_at(db, s, g_array_index(candidates, struct candidate, i).id);
    return e;
}

static enum err insert_print(struct db_conn *db, int64_t id, const struct search *s, const char *folded,
                             const int64_t bands[SHINGLE_BANDS])
{
    enum err e = db_exec(db, QUERY_text_print_insert, NULL, "iiiiit", id, s->founders[1], s->founders[2],
                         s->founders[3], s->founders[4], folded);
    for (int i = 0; i < SHINGLE_BANDS && !e; i++)
        e = db_exec(db, QUERY_text_band_insert, NULL, "ii", bands[i], id);
    return e;
}

/* A text that is new finds its founders, or is one. */
static enum err found(struct db_conn *db, int64_t id, const char *folded, int64_t founders[SHARE_LEVELS])
{
    g_autoptr(shingles) shingles = shingles_new(folded);
    g_autoptr(GHashTable) similarities = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    struct search s = {.shingles = shingles, .similarities = similarities};
    int64_t bands[SHINGLE_BANDS];
    for (int level = 0; level < SHARE_LEVELS; level++)
        s.founders[level] = id;
    shingles_bands(shingles, bands);
    enum err e = find_founders(db, &s, bands);
    if (!e)
        e = insert_print(db, id, &s, folded, bands);
    if (!e)
        memcpy(founders, s.founders, sizeof s.founders);
    return e;
}

static void append_kind(GArray *kinds, enum share_scope scope, int level, int64_t founder)
{
    struct text_kind kind = {scope, level, founder};
    g_array_append_val(kinds, kind);
}

static void append_each(const struct text_prints *p, GArray *kinds)
{
    g_auto(GStrv) texts = g_strsplit(p->text_prints, " ", -1);
    for (char **text = texts; *text; text++)
        append_kind(kinds, SHARE_TEXT, 0, g_ascii_strtoll(*text, NULL, 10));
}

static enum err append_similar(struct db_conn *db, const struct text_prints *p, int64_t levels, GArray *kinds)
{
    int64_t founders[SHARE_LEVELS];
    enum err e = print_get(db, p->print, founders, NULL);
    if (e == E_NOT_FOUND && !p->folded)
        return OK;
    if (e == E_NOT_FOUND)
        e = found(db, p->print, p->folded, founders);
    for (int level = 1; level < SHARE_LEVELS && !e; level++)
        if (levels & 1 << level)
            append_kind(kinds, SHARE_SET, level, founders[level]);
    return e;
}

enum err text_kinds(struct db_conn *db, const struct text_prints *p, GArray **out)
{
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(struct text_kind));
    struct text_keeping keeping;
    enum err e = text_keeping_get(db, &keeping);
    if (!e && p->print) {
        append_kind(kinds, SHARE_SET, 0, p->print);
        if (keeping.kinds & TEXT_KEEPING_EACH)
            append_each(p, kinds);
        if (keeping.kinds & ~TEXT_KEEPING_EACH)
            e = append_similar(db, p, keeping.kinds, kinds);
    }
    if (!e)
        *out = g_steal_pointer(&kinds);
    return e;
}
