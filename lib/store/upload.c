/* SPDX-License-Identifier: Apache-2.0 */
#include "store/upload.h"

void upload_free(struct upload *upload)
{
    if (!upload)
        return;
    g_free(upload->id);
    g_free(upload->account_id);
    g_free(upload->metadata);
    g_free(upload->media_id);
    g_free(upload->refusal);
    g_free(upload->promised_id);
    g_free(upload->sha256);
    g_free(upload->refusal_detail);
    g_free(upload);
}

enum err upload_insert(struct db_conn *db, const struct upload *u)
{
    return db_exec(db, QUERY_upload_insert, NULL, "ttitii", u->id, u->account_id, u->length_bytes, u->metadata,
                   u->created_us, u->expires_us);
}

static struct upload *upload_read(const struct db_rows *rows)
{
    struct upload *u = g_new(struct upload, 1);
    *u = (struct upload){
        .id = g_strdup(db_text(rows, 0)),
        .account_id = g_strdup(db_text(rows, 1)),
        .length_bytes = db_int(rows, 2),
        .metadata = g_strdup(db_text(rows, 3)),
        .created_us = db_int(rows, 4),
        .expires_us = db_int(rows, 5),
        .media_id = g_strdup(db_text(rows, 6)),
        .refusal = g_strdup(db_text(rows, 7)),
        .promised_id = g_strdup(db_text(rows, 8)),
        .sha256 = g_strdup(db_text(rows, 9)),
        .attempts = db_int(rows, 10),
        .refusal_detail = g_strdup(db_text(rows, 11)),
    };
    return u;
}

static enum err get_one(struct db_conn *db, enum query query, const char *id, struct upload **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "t", id);
    if (!e)
        *out = upload_read(&rows);
    return e;
}

enum err upload_get(struct db_conn *db, const char *id, struct upload **out)
{
    return get_one(db, QUERY_upload_get, id, out);
}

enum err upload_of_promise(struct db_conn *db, const char *media_id, struct upload **out)
{
    return get_one(db, QUERY_upload_of_promise, media_id, out);
}

enum err upload_promised_to(struct db_conn *db, const char *account_id, const char *sha256, char media_id[ID_SIZE])
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_upload_promised_to, "tt", account_id, sha256);
    if (!e)
        g_strlcpy(media_id, db_text(&rows, 0), ID_SIZE);
    return e;
}

enum err upload_promise(struct db_conn *db, const char *id, const char *media_id, const char *sha256, int64_t now_us)
{
    int64_t changed = 0;
    enum err e = db_exec(db, QUERY_upload_promise, &changed, "ttti", id, media_id, sha256, now_us);
    return e ? e : changed ? OK : E_NOT_FOUND;
}

enum err upload_put_off(struct db_conn *db, const char *id, int64_t retry_us)
{
    return db_exec(db, QUERY_upload_put_off, NULL, "ti", id, retry_us);
}

enum err upload_count_open(struct db_conn *db, const char *account_id, int64_t now_us, int64_t *count)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_upload_count_open, "ti", account_id, now_us);
    if (!e)
        *count = db_int(&rows, 0);
    return e;
}

enum err upload_finish(struct db_conn *db, const char *id, const char *media_id, const char *refusal,
                       const char *detail)
{
    int64_t changed = 0;
    enum err e = db_exec(db, QUERY_upload_finish, &changed, "tttt", id, media_id, refusal, detail);
    return e ? e : changed ? OK : E_NOT_FOUND;
}

enum err upload_delete(struct db_conn *db, const char *id)
{
    return db_exec(db, QUERY_upload_delete, NULL, "t", id);
}

static enum err list_ids(struct db_conn *db, enum query query, int64_t now_us, int64_t limit, GPtrArray **out)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_auto(db_rows) rows = {0};
    bool more;
    enum err e = db_query(db, &rows, query, "ii", now_us, limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(ids, g_strdup(db_text(&rows, 0)));
    if (!e)
        *out = g_steal_pointer(&ids);
    return e;
}

enum err upload_expired(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out)
{
    return list_ids(db, QUERY_upload_expired, now_us, limit, out);
}

enum err upload_due(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out)
{
    return list_ids(db, QUERY_upload_due, now_us, limit, out);
}
