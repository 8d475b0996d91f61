/* SPDX-License-Identifier: Apache-2.0 */
#include "store/audit.h"

#include <string.h>

#include "base/json.h"

void audit_free(struct audit *a)
{
    if (!a)
        return;
    g_free(a->actor_handle);
    g_free(a->action);
    g_free(a->subject_kind);
    g_free(a->subject_id);
    g_free(a->reason);
    g_free(a->note);
    json_decref(a->before);
    json_decref(a->after);
    g_free(a);
}

static enum err next_id(struct db_conn *db, int64_t *id)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_audit_next_id, "");
    if (!e)
        *id = db_int(&rows, 0);
    return e == E_NOT_FOUND ? err_broken("audit", "the counter of the audit log is missing") : e;
}

static char *text_of(const json_t *json)
{
    return json ? g_string_free(json_text(json), FALSE) : NULL;
}

enum err audit_add_take(struct db_conn *db, const struct audit_entry *what, json_t *before, json_t *after,
                        int64_t now_us)
{
    json_auto_t *was = before, *is = after;
    g_autofree char *was_text = text_of(was), *is_text = text_of(is);
    int64_t id;
    enum err e = next_id(db, &id);
    return e ? e
             : db_exec(db, QUERY_audit_insert, NULL, "ittttttttti", id, what->actor_id, what->actor_handle,
                       what->action, what->subject_kind, what->subject_id, what->reason, what->note, was_text, is_text,
                       now_us);
}

static enum err read_json(const char *text, int64_t id, json_t **out)
{
    g_autofree char *error = NULL;
    *out = text ? json_parse(text, strlen(text), &error) : NULL;
    return error ? err_broken("audit", "entry %" G_GINT64_FORMAT ": %s", id, error) : OK;
}

static enum err audit_read(const struct db_rows *rows, GPtrArray *list)
{
    g_autoptr(audit) a = g_new(struct audit, 1);
    *a = (struct audit){
        .id = db_int(rows, 0),
        .actor_handle = g_strdup(db_text(rows, 1)),
        .action = g_strdup(db_text(rows, 2)),
        .subject_kind = g_strdup(db_text(rows, 3)),
        .subject_id = g_strdup(db_text(rows, 4)),
        .reason = g_strdup(db_text(rows, 5)),
        .note = g_strdup(db_text(rows, 6)),
        .created_us = db_int(rows, 9),
    };
    enum err e = read_json(db_text(rows, 7), a->id, &a->before);
    if (!e)
        e = read_json(db_text(rows, 8), a->id, &a->after);
    if (!e)
        g_ptr_array_add(list, g_steal_pointer(&a));
    return e;
}

static enum err start_list(struct db_conn *db, struct db_rows *rows, const struct audit_page *p)
{
    if (*p->subject_id)
        return db_query(db, rows, QUERY_audit_of_subject, "ttiit", p->action, p->actor_handle, p->before_id, p->limit,
                        p->subject_id);
    return db_query(db, rows, QUERY_audit_list, "ttii", p->action, p->actor_handle, p->before_id, p->limit);
}

enum err audit_list(struct db_conn *db, const struct audit_page *page, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)audit_free);
    bool more = true;
    enum err e = start_list(db, &rows, page);
    while (!e && !(e = db_next(&rows, &more)) && more)
        e = audit_read(&rows, list);
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}
