/* SPDX-License-Identifier: Apache-2.0 */
#include "store/webhook.h"

void webhook_free(struct webhook *webhook)
{
    if (!webhook)
        return;
    g_free(webhook->id);
    g_free(webhook->url);
    g_free(webhook->secret);
    g_free(webhook->kinds);
    g_free(webhook);
}

static struct webhook *webhook_read(const struct db_rows *rows)
{
    struct webhook *webhook = g_new(struct webhook, 1);
    *webhook = (struct webhook){
        .id = g_strdup(db_text(rows, 0)),
        .url = g_strdup(db_text(rows, 1)),
        .secret = g_strdup(db_text(rows, 2)),
        .kinds = g_strdup(db_text(rows, 3)),
        .after_id = db_int(rows, 4),
        .created_us = db_int(rows, 5),
    };
    return webhook;
}

enum err webhook_insert(struct db_conn *db, const struct webhook *w)
{
    return db_exec(db, QUERY_webhook_insert, NULL, "ttttii", w->id, w->url, w->secret, w->kinds, w->after_id,
                   w->created_us);
}

enum err webhook_count(struct db_conn *db, int64_t *count)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_webhook_count, "");
    if (!e)
        *count = db_int(&rows, 0);
    return e;
}

enum err webhook_get(struct db_conn *db, const char *id, struct webhook **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_webhook_get, "t", id);
    if (!e)
        *out = webhook_read(&rows);
    return e;
}

enum err webhook_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)webhook_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_webhook_list, "iti", before_us, before_id, limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, webhook_read(&rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err webhook_delete(struct db_conn *db, const char *id)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_webhook_delete, &changed, "t", id);
    return e ? e : changed ? OK : E_NOT_FOUND;
}

enum err webhook_set_after(struct db_conn *db, const char *id, int64_t after_id)
{
    return db_exec(db, QUERY_webhook_set_after, NULL, "ti", id, after_id);
}

enum err webhook_has_work(struct db_conn *db, int64_t now_us, int64_t limit, bool *has)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_webhook_has_work, "ii", now_us, limit);
    if (e && e != E_NOT_FOUND)
        return e;
    *has = !e;
    return OK;
}
