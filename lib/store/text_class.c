/* SPDX-License-Identifier: Apache-2.0 */
#include "store/text_class.h"

#include <string.h>

#include "store/text_step.h"

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

/* What comes behind it is counted, where something does. */
static enum err count_own(struct db_conn *db, const struct text_step *s, struct counts *counts)
{
    g_auto(db_rows) rows = {0};
    if (text_step_is_at_end(s))
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
        if (strcmp(g_array_index(own, struct place, i).collection_id, collection_id) == 0)
            return true;
    return false;
}

static enum err end_step(struct db_conn *db, const struct text_step *s, struct text_change *change)
{
    enum err e = text_step_made(db, s);
    if (!e)
        e = class_set(db, s->k);
    change->later = s->k->later;
    change->creators = s->k->creators;
    change->step = (int)s->step;
    return e;
}

static enum err insert_member(struct db_conn *db, struct class_row *k, const struct text_member *m,
                              struct text_change *change)
{
    g_autoptr(GArray) own = NULL;
    struct text_step s = {.k = k, .m = m, .at = text_place_of(m, 0), .step = 1};
    struct counts counts = {0};
    enum err e = text_step_look(db, &s, &own);
    if (e || has_member(own, m->collection_id))
        return e;
    if (text_step_is_at_end(&s))
        s.at.block = block_at_end(&s.extent);
    else
        e = block_in_midst(db, k->id, m, s.extent.oldest_block, &s.at.block);
    if (!e)
        e = text_step_others(db, &s, &change->creators_changed);
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
    struct text_step s = {.k = k, .m = m, .at = text_place_of(m, block), .step = -1};
    enum err e = text_step_look(db, &s, &own);
    if (!e)
        e = db_exec(db, QUERY_text_block_add, NULL, "iii", k->id, block, (int64_t)-1);
    if (!e)
        e = text_step_others(db, &s, &change->creators_changed);
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
