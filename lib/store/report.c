/* SPDX-License-Identifier: Apache-2.0 */
#include "store/report.h"

#include "base/id.h"

void report_free(struct report *r)
{
    if (!r)
        return;
    g_free(r->id);
    g_free(r->reporter);
    g_free(r->reason);
    g_free(r->note);
    g_free(r);
}

void report_case_free(struct report_case *c)
{
    if (!c)
        return;
    g_free(c->id);
    g_free(c->subject_kind);
    g_free(c->subject_id);
    g_free(c->state);
    g_free(c->outcome);
    g_free(c->note);
    g_free(c->assignee);
    g_free(c->person);
    g_free(c);
}

static struct report *report_read(const struct db_rows *rows)
{
    struct report *r = g_new(struct report, 1);
    *r = (struct report){
        .id = g_strdup(db_text(rows, 0)),
        .reporter = g_strdup(db_text(rows, 1)),
        .image = db_int(rows, 2),
        .reason = g_strdup(db_text(rows, 3)),
        .note = g_strdup(db_text(rows, 4)),
        .created_us = db_int(rows, 5),
    };
    return r;
}

static struct report_case *report_case_read(const struct db_rows *rows)
{
    struct report_case *c = g_new(struct report_case, 1);
    *c = (struct report_case){
        .id = g_strdup(db_text(rows, 0)),
        .subject_kind = g_strdup(db_text(rows, 1)),
        .subject_id = g_strdup(db_text(rows, 2)),
        .state = g_strdup(db_text(rows, 3)),
        .reports = db_int(rows, 4),
        .first_us = db_int(rows, 5),
        .last_us = db_int(rows, 6),
        .outcome = g_strdup(db_text(rows, 7)),
        .note = g_strdup(db_text(rows, 8)),
        .closed_us = db_int(rows, 9),
        .assignee = g_strdup(db_text(rows, 10)),
        .person = g_strdup(db_text(rows, 11)),
    };
    return c;
}

enum err report_case_of_subject(struct db_conn *db, const char *subject_kind, const char *subject_id, char **id)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_report_case_of_subject, "tt", subject_kind, subject_id);
    if (!e)
        *id = g_strdup(db_text(&rows, 0));
    return e;
}

static enum err open_case(struct db_conn *db, const struct new_report *what, int64_t now_us, char **id)
{
    const char *kind = report_kind_name(what->kind);
    enum err e = report_case_of_subject(db, kind, what->subject_id, id);
    if (e != E_NOT_FOUND)
        return e;
    g_autofree char *made = g_malloc(ID_SIZE);
    id_new(now_us, made);
    e = db_exec(db, QUERY_report_case_insert, NULL, "ttti", made, kind, what->subject_id, now_us);
    if (!e)
        *id = g_steal_pointer(&made);
    return e;
}

static enum err find_report(struct db_conn *db, const char *case_id, const struct new_report *what, struct report **out)
{
    g_auto(db_rows) rows = {0};
    const char *reporter_id = what->reporter_id ? what->reporter_id : "";
    enum err e = db_query_row(db, &rows, QUERY_report_of_reporter, "ttt", case_id, reporter_id, what->reason);
    if (!e)
        *out = report_read(&rows);
    return e;
}

static enum err insert(struct db_conn *db, const char *case_id, const struct new_report *what, int64_t now_us)
{
    char id[ID_SIZE];
    id_new(now_us, id);
    enum err e = db_exec(db, QUERY_report_insert, NULL, "tttitti", id, case_id, what->reporter_id, what->image,
                         what->reason, what->note, now_us);
    return e ? e : db_exec(db, QUERY_report_case_count, NULL, "ti", case_id, now_us);
}

enum err report_add(struct db_conn *db, const struct new_report *what, int64_t now_us, struct report **stands,
                    bool *is_new)
{
    g_autofree char *case_id = NULL;
    enum err e = open_case(db, what, now_us, &case_id);
    if (e)
        return e;
    e = find_report(db, case_id, what, stands);
    if (e && e != E_NOT_FOUND)
        return e;
    *is_new = e == E_NOT_FOUND;
    if (!*is_new)
        return OK;
    e = insert(db, case_id, what, now_us);
    return e ? e : find_report(db, case_id, what, stands);
}

enum err report_case_get(struct db_conn *db, const char *id, struct report_case **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_report_case_get, "t", id);
    if (!e)
        *out = report_case_read(&rows);
    return e;
}

enum err report_case_list(struct db_conn *db, const struct report_case_page *p, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)report_case_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_report_case_list, "tttditi", p->state, p->reason, p->assignee,
                          p->after_reports, p->after_us, p->after_id, p->limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, report_case_read(&rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err report_newest(struct db_conn *db, const char *case_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)report_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_report_newest, "ti", case_id, limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, report_read(&rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err report_reasons(struct db_conn *db, const char *case_id,
                        void (*visit)(void *context, const char *reason, int64_t count), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_report_reasons, "t", case_id);
    while (!e && !(e = db_next(&rows, &more)) && more)
        visit(context, db_text(&rows, 0), db_int(&rows, 1));
    return e;
}

enum err report_case_assign(struct db_conn *db, const char *id, const char *account_id)
{
    return db_exec(db, QUERY_report_case_assign, NULL, "tt", id, account_id);
}

enum err report_case_close(struct db_conn *db, const char *id, const char *outcome, const char *note, int64_t now_us)
{
    return db_exec(db, QUERY_report_case_close, NULL, "ttti", id, outcome, note, now_us);
}
