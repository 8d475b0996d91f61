/* SPDX-License-Identifier: Apache-2.0 */
#include "store/block.h"

void block_free(struct block *block)
{
    if (!block)
        return;
    g_free(block->id);
    g_free(block->phash);
    g_free(block->media_id);
    g_free(block->actor_handle);
    g_free(block->reason);
    g_free(block->note);
    g_free(block);
}

static struct block *block_read(const struct db_rows *rows)
{
    struct block *block = g_new(struct block, 1);
    *block = (struct block){
        .id = g_strdup(db_text(rows, 0)),
        .phash = g_strdup(db_text(rows, 1)),
        .media_id = g_strdup(db_text(rows, 2)),
        .actor_handle = g_strdup(db_text(rows, 3)),
        .reason = g_strdup(db_text(rows, 4)),
        .note = g_strdup(db_text(rows, 5)),
        .created_us = db_int(rows, 6),
    };
    return block;
}

static enum err read_one(struct db_conn *db, enum query query, const char *key, struct block **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "t", key);
    if (!e)
        *out = block_read(&rows);
    return e;
}

enum err block_insert(struct db_conn *db, const struct block *b, struct block **stored)
{
    int64_t added;
    enum err e = db_exec(db, QUERY_block_insert, &added, "tttttti", b->id, b->phash, b->media_id, b->actor_handle,
                         b->reason, b->note, b->created_us);
    if (!e && added)
        e = db_exec(db, QUERY_block_count_up, NULL, "");
    return e ? e : read_one(db, QUERY_block_of_phash, b->phash, stored);
}

enum err block_get(struct db_conn *db, const char *id, struct block **out)
{
    return read_one(db, QUERY_block_get, id, out);
}

enum err block_delete(struct db_conn *db, const char *id)
{
    int64_t deleted;
    enum err e = db_exec(db, QUERY_block_delete, &deleted, "t", id);
    return e || deleted ? e : E_NOT_FOUND;
}

static enum err read_number(struct db_conn *db, enum query query, int64_t *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "");
    if (!e)
        *out = db_int(&rows, 0);
    return e;
}

enum err block_count(struct db_conn *db, int64_t *count)
{
    return read_number(db, QUERY_block_count, count);
}

enum err block_revision(struct db_conn *db, int64_t *revision)
{
    enum err e = read_number(db, QUERY_block_revision, revision);
    return e == E_NOT_FOUND ? err_broken("block", "the counter of the block list is missing") : e;
}

enum err block_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_block_list, "iti", before_us, before_id, limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, block_read(&rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err block_each(struct db_conn *db, bool (*visit)(void *context, const char *phash), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_block_each, "");
    while (!e && !(e = db_next(&rows, &more)) && more)
        if (visit(context, db_text(&rows, 0)))
            break;
    return e;
}
