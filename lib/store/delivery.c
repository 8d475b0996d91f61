/* SPDX-License-Identifier: Apache-2.0 */
#include "store/delivery.h"

void delivery_free(struct delivery *delivery)
{
    if (!delivery)
        return;
    g_free(delivery->id);
    g_free(delivery->webhook_id);
    g_free(delivery->kind);
    g_free(delivery->body);
    g_free(delivery->state);
    g_free(delivery->error);
    g_free(delivery);
}

static struct delivery *delivery_read(const struct db_rows *rows)
{
    struct delivery *delivery = g_new(struct delivery, 1);
    *delivery = (struct delivery){
        .id = g_strdup(db_text(rows, 0)),
        .webhook_id = g_strdup(db_text(rows, 1)),
        .event_id = db_int(rows, 2),
        .kind = g_strdup(db_text(rows, 3)),
        .body = g_strdup(db_text(rows, 4)),
        .state = g_strdup(db_text(rows, 5)),
        .attempts = db_int(rows, 6),
        .due_us = db_int(rows, 7),
        .claimed_us = db_int(rows, 8),
        .tried_us = db_int(rows, 9),
        .status = db_int(rows, 10),
        .error = g_strdup(db_text(rows, 11)),
        .created_us = db_int(rows, 12),
    };
    return delivery;
}

/* Adds the rows that a query gives to the list. */
static enum err read_all(struct db_rows *rows, enum err started, GPtrArray *list)
{
    bool more = true;
    enum err e = started;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, delivery_read(rows));
    return e;
}

enum err delivery_insert(struct db_conn *db, const struct delivery *d)
{
    return db_exec(db, QUERY_delivery_insert, NULL, "ttitti", d->id, d->webhook_id, d->event_id, d->kind, d->body,
                   d->created_us);
}

enum err delivery_claim(struct db_conn *db, const char *webhook_id, int64_t now_us, int64_t until_us, int64_t limit,
                        GPtrArray *list)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_delivery_claim, "tiii", webhook_id, now_us, until_us, limit),
                    list);
}

enum err delivery_delivered(struct db_conn *db, const char *id, int64_t status, int64_t now_us)
{
    return db_exec(db, QUERY_delivery_delivered, NULL, "tii", id, status, now_us);
}

enum err delivery_failed(struct db_conn *db, const struct delivery *d)
{
    return db_exec(db, QUERY_delivery_failed, NULL, "titiiit", d->id, d->claimed_us, d->state, d->tried_us, d->due_us,
                   d->status, d->error);
}

enum err delivery_release(struct db_conn *db, const struct delivery *d)
{
    return db_exec(db, QUERY_delivery_release, NULL, "ti", d->id, d->claimed_us);
}

enum err delivery_list(struct db_conn *db, const char *webhook_id, const char *state, int64_t before_event_id,
                       int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_free);
    enum err e = db_query(db, &rows, QUERY_delivery_list, "ttii", webhook_id, state, before_event_id, limit);
    e = read_all(&rows, e, list);
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err delivery_get(struct db_conn *db, const char *webhook_id, const char *id, struct delivery **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_delivery_get, "tt", webhook_id, id);
    if (!e)
        *out = delivery_read(&rows);
    return e;
}

enum err delivery_redeliver(struct db_conn *db, const char *id, int64_t now_us)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_delivery_redeliver, &changed, "ti", id, now_us);
    return e ? e : changed ? OK : E_STATE;
}

enum err delivery_delete_old(struct db_conn *db, int64_t before_us)
{
    return db_exec(db, QUERY_delivery_delete_old, NULL, "i", before_us);
}
