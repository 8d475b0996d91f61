/* SPDX-License-Identifier: Apache-2.0 */
#include "store/event.h"

#include "base/json.h"

void event_free(struct event *event)
{
    if (!event)
        return;
    g_free(event->account_id);
    g_free(event->actor_id);
    g_free(event->kind);
    g_free(event->subject);
    g_free(event->document);
    g_free(event);
}

static struct event *event_read(const struct db_rows *rows)
{
    struct event *event = g_new(struct event, 1);
    *event = (struct event){
        .id = db_int(rows, 0),
        .account_id = g_strdup(db_text(rows, 1)),
        .actor_id = g_strdup(db_text(rows, 2)),
        .kind = g_strdup(db_text(rows, 3)),
        .subject = g_strdup(db_text(rows, 4)),
        .document = g_strdup(db_text(rows, 5)),
        .created_us = db_int(rows, 6),
    };
    return event;
}

static enum err read_number(struct db_conn *db, enum query query, int64_t *number)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "");
    if (!e)
        *number = db_int(&rows, 0);
    return e == E_NOT_FOUND ? err_broken("event", "the counter of events is missing") : e;
}

enum err event_last_id(struct db_conn *db, int64_t *id)
{
    return read_number(db, QUERY_event_last_id, id);
}

enum err event_add_take(struct db_conn *db, const struct announcement *what, json_t *document, int64_t now_us)
{
    json_auto_t *taken = document;
    g_autoptr(GString) text = json_text(taken);
    int64_t id;
    enum err e = read_number(db, QUERY_event_next_id, &id);
    return e ? e
             : db_exec(db, QUERY_event_insert, NULL, "ittttti", id, what->account_id, what->actor_id, what->kind,
                       what->subject, text->str, now_us);
}

enum err event_fold_take(struct db_conn *db, const struct announcement *what, json_t *document, int64_t now_us)
{
    json_auto_t *taken = document;
    enum err e = db_exec(db, QUERY_event_fold, NULL, "ttt", what->subject, what->kind, what->account_id);
    return e ? e : event_add_take(db, what, json_incref(taken), now_us);
}

/* Adds the rows that a query gives to the list. */
static enum err read_all(struct db_rows *rows, enum err started, GPtrArray **out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)event_free);
    bool more = true;
    enum err e = started;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, event_read(rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err event_after(struct db_conn *db, const char *account_id, int64_t after_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_event_after, "tii", account_id, after_id, limit), out);
}

enum err event_all_after(struct db_conn *db, int64_t after_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_event_all_after, "ii", after_id, limit), out);
}

enum err event_before(struct db_conn *db, const char *account_id, int64_t before_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_event_before, "tii", account_id, before_id, limit), out);
}

enum err event_delete_old(struct db_conn *db, int64_t before_us)
{
    return db_exec(db, QUERY_event_delete_old, NULL, "i", before_us);
}

enum err notification_mark_get(struct db_conn *db, const char *account_id, int64_t *read_id)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_notification_mark_get, "t", account_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *read_id = e ? 0 : db_int(&rows, 0);
    return OK;
}

enum err notification_mark_put(struct db_conn *db, const char *account_id, int64_t read_id)
{
    return db_exec(db, QUERY_notification_mark_put, NULL, "ti", account_id, read_id);
}
