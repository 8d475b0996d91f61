/* SPDX-License-Identifier: Apache-2.0 */
#include "store/fact.h"

void fact_row_clear(struct fact_row *row)
{
    db_rows_clear(&row->rows);
}

enum err fact_insert(struct db_conn *db, const char *collection_id, bool opted_in)
{
    return db_exec(db, QUERY_fact_insert, NULL, "ti", collection_id, (int64_t)opted_in);
}

enum err fact_put(struct db_conn *db, const char *collection_id, const char *account_id, const struct facts *f)
{
    return db_exec(db, QUERY_fact_put, NULL, "tiiiiiiiiiiiddiiitttitt", collection_id, (int64_t)FACTS_VERSION,
                   (int64_t)f->opted_in, f->posted_us, f->images, f->texts, f->stickers, f->filters, f->min_width,
                   f->max_width, f->min_height, f->max_height, f->min_aspect_ratio, f->max_aspect_ratio,
                   (int64_t)f->has_audio, (int64_t)f->has_location, (int64_t)f->is_second, f->languages, f->topics,
                   f->words, f->print, f->text_prints, account_id);
}

enum err fact_set_counted(struct db_conn *db, const char *collection_id, bool is_counted)
{
    return db_exec(db, QUERY_fact_set_counted, NULL, "ti", collection_id, (int64_t)is_counted);
}

static void read_plain(const struct db_rows *rows, struct facts *f)
{
    *f = (struct facts){
        .opted_in = db_int(rows, 1),
        .up_count = db_int(rows, 2),
        .down_count = db_int(rows, 3),
        .posted_us = db_int(rows, 4),
        .images = db_int(rows, 5),
        .texts = db_int(rows, 6),
        .stickers = db_int(rows, 7),
        .filters = db_int(rows, 8),
        .min_width = db_int(rows, 9),
        .max_width = db_int(rows, 10),
        .min_height = db_int(rows, 11),
        .max_height = db_int(rows, 12),
        .min_aspect_ratio = db_double(rows, 13),
        .max_aspect_ratio = db_double(rows, 14),
        .has_audio = db_int(rows, 15),
        .has_location = db_int(rows, 16),
        .is_second = db_int(rows, 17),
        .languages = (char *)db_text(rows, 19),
        .topics = (char *)db_text(rows, 20),
        .words = (char *)db_text(rows, 21),
        .print = db_int(rows, 22),
        .text_prints = (char *)db_text(rows, 23),
    };
}

static enum err read_shares(struct db_conn *db, struct fact_row *row)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_fact_shares, "t", row->collection_id);
    while (!e && !(e = db_next(&rows, &more)) && more && row->facts.share_count < FACT_SHARES_MAX)
        row->shares[row->facts.share_count++] = (struct share){
            .scope = (enum share_scope)db_int(&rows, 0),
            .level = (int)db_int(&rows, 1),
            .later = db_int(&rows, 2),
            .creators = db_int(&rows, 3),
            .made = db_int(&rows, 4),
            .made_creators = db_int(&rows, 5),
        };
    row->facts.shares = row->shares;
    return e;
}

static enum err read_row(struct db_conn *db, struct fact_row *row)
{
    const struct db_rows *rows = &row->rows;
    row->collection_id = db_text(rows, 0);
    row->version = db_int(rows, 24);
    row->is_counted = db_int(rows, 25);
    row->account_id = db_text(rows, 26);
    row->was_evaluated = db_text(rows, 27) != NULL;
    row->last = (struct eligibility){db_int(rows, 27), db_double(rows, 28), db_int(rows, 29), db_int(rows, 30)};
    read_plain(rows, &row->facts);
    return db_int(rows, 18) ? read_shares(db, row) : OK;
}

enum err fact_get(struct db_conn *db, const char *collection_id, struct fact_row *row)
{
    enum err e = db_query_row(db, &row->rows, QUERY_fact_get, "t", collection_id);
    return e ? e : read_row(db, row);
}

enum err fact_list(struct db_conn *db, const char *after_id, int64_t limit, char *last,
                   enum err (*visit)(void *context, const struct fact_row *row), void *context)
{
    g_auto(fact_row) row = {0};
    bool more = true;
    enum err e = db_query(db, &row.rows, QUERY_fact_list, "ti", after_id, limit);
    while (!e && !(e = db_next(&row.rows, &more)) && more) {
        e = read_row(db, &row);
        if (!e)
            e = visit(context, &row);
        g_strlcpy(last, row.collection_id, ID_SIZE);
    }
    return e;
}

static enum err rating_value(struct db_conn *db, const char *collection_id, const char *account_id, int *value)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_rating_get, "tt", collection_id, account_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *value = e ? 0 : (int)db_int(&rows, 0);
    return OK;
}

enum err rating_set(struct db_conn *db, const char *collection_id, const char *account_id, int value, int64_t now_us,
                    int *was)
{
    enum err e = rating_value(db, collection_id, account_id, was);
    if (e || *was == value)
        return e;
    if (value)
        e = db_exec(db, QUERY_rating_put, NULL, "ttii", collection_id, account_id, (int64_t)value, now_us);
    else
        e = db_exec(db, QUERY_rating_delete, NULL, "tt", collection_id, account_id);
    return e ? e
             : db_exec(db, QUERY_fact_add_ratings, NULL, "tii", collection_id, (int64_t)((value > 0) - (*was > 0)),
                       (int64_t)((value < 0) - (*was < 0)));
}
