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
    g_free(upload);
}

enum err upload_insert(struct db_conn *db, const struct upload *u)
{
    return db_exec(db, QUERY_upload_insert, NULL, "ttitii", u->id, u->account_id, u->length_bytes, u->metadata,
                   u->created_us, u->expires_us);
}

enum err upload_get(struct db_conn *db, const char *id, struct upload **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_upload_get, "t", id);
    if (e)
        return e;
    struct upload *u = g_new(struct upload, 1);
    *u = (struct upload){
        .id = g_strdup(db_text(&rows, 0)),
        .account_id = g_strdup(db_text(&rows, 1)),
        .length_bytes = db_int(&rows, 2),
        .metadata = g_strdup(db_text(&rows, 3)),
        .created_us = db_int(&rows, 4),
        .expires_us = db_int(&rows, 5),
        .media_id = g_strdup(db_text(&rows, 6)),
        .refusal = g_strdup(db_text(&rows, 7)),
    };
    *out = u;
    return OK;
}

enum err upload_count_open(struct db_conn *db, const char *account_id, int64_t now_us, int64_t *count)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_upload_count_open, "ti", account_id, now_us);
    if (!e)
        *count = db_int(&rows, 0);
    return e;
}

enum err upload_finish(struct db_conn *db, const char *id, const char *media_id, const char *refusal)
{
    int64_t changed = 0;
    enum err e = db_exec(db, QUERY_upload_finish, &changed, "ttt", id, media_id, refusal);
    return e ? e : changed ? OK : E_NOT_FOUND;
}

enum err upload_delete(struct db_conn *db, const char *id)
{
    return db_exec(db, QUERY_upload_delete, NULL, "t", id);
}

enum err upload_expired(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_auto(db_rows) rows = {0};
    bool more;
    enum err e = db_query(db, &rows, QUERY_upload_expired, "ii", now_us, limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(ids, g_strdup(db_text(&rows, 0)));
    if (!e)
        *out = g_steal_pointer(&ids);
    return e;
}
