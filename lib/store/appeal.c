/* SPDX-License-Identifier: Apache-2.0 */
#include "store/appeal.h"

void appeal_free(struct appeal *a)
{
    if (!a)
        return;
    g_free(a->id);
    g_free(a->takedown_id);
    g_free(a->collection_id);
    g_free(a->text);
    g_free(a->state);
    g_free(a->note);
    g_free(a->account_id);
    g_free(a->handle);
    g_free(a->name);
    g_free(a->reason);
    g_free(a->removed_note);
    g_free(a->moderator_id);
    g_free(a->moderator);
    g_free(a->decider);
    g_free(a);
}

static struct appeal *appeal_read(const struct db_rows *rows)
{
    struct appeal *a = g_new(struct appeal, 1);
    *a = (struct appeal){
        .id = g_strdup(db_text(rows, 0)),
        .takedown_id = g_strdup(db_text(rows, 1)),
        .collection_id = g_strdup(db_text(rows, 2)),
        .text = g_strdup(db_text(rows, 3)),
        .state = g_strdup(db_text(rows, 4)),
        .note = g_strdup(db_text(rows, 5)),
        .created_us = db_int(rows, 6),
        .decided_us = db_int(rows, 7),
        .account_id = g_strdup(db_text(rows, 8)),
        .handle = g_strdup(db_text(rows, 9)),
        .name = g_strdup(db_text(rows, 10)),
        .reason = g_strdup(db_text(rows, 11)),
        .removed_note = g_strdup(db_text(rows, 12)),
        .removed_us = db_int(rows, 13),
        .moderator_id = g_strdup(db_text(rows, 14)),
        .moderator = g_strdup(db_text(rows, 15)),
        .decider = g_strdup(db_text(rows, 16)),
    };
    return a;
}

enum err appeal_insert(struct db_conn *db, const struct appeal *a, bool *is_new)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_appeal_insert, &changed, "tttti", a->id, a->takedown_id, a->collection_id, a->text,
                         a->created_us);
    if (!e)
        *is_new = changed == 1;
    return e;
}

enum err appeal_get(struct db_conn *db, const char *id, struct appeal **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_appeal_get, "t", id);
    if (!e)
        *out = appeal_read(&rows);
    return e;
}

enum err appeal_of_takedown(struct db_conn *db, const char *takedown_id, const char *collection_id, struct appeal **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_appeal_of_takedown, "tt", takedown_id, collection_id);
    if (!e)
        *out = appeal_read(&rows);
    return e;
}

enum err appeal_list(struct db_conn *db, const struct appeal_page *p, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)appeal_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_appeal_list, "tdti", p->state, p->after, p->after_id, p->limit);
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, appeal_read(&rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err appeal_decide(struct db_conn *db, const char *id, const char *state, const char *decider_id, const char *note,
                       int64_t now_us)
{
    return db_exec(db, QUERY_appeal_decide, NULL, "tttti", id, state, decider_id, note, now_us);
}

enum err appeal_other_judge(struct db_conn *db, const char *moderator_id, const char *creator_id, bool *is_there)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_appeal_other_judge, "tt", moderator_id, creator_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *is_there = !e;
    return OK;
}
