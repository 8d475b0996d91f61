/* SPDX-License-Identifier: Apache-2.0 */
#include "store/eligibility.h"

#include <string.h>

struct eligibility eligibility_of(const struct verdict *v, int64_t now_us)
{
    int64_t outcome = (v->is_eligible ? OUTCOME_ELIGIBLE : 0) + (int64_t)v->holding * OUTCOME_HOLDING +
                      (int64_t)v->failing * OUTCOME_FAILING;
    return (struct eligibility){outcome, v->nearness, v->due_us, now_us};
}

static enum err count_add(struct db_conn *db, int64_t outcome, int64_t collections)
{
    return db_exec(db, QUERY_eligibility_count_add, NULL, "ii", outcome, collections);
}

enum err eligibility_put(struct db_conn *db, const struct evaluated *what, const struct eligibility *now,
                         const struct eligibility *before)
{
    enum err e = db_exec(db, QUERY_eligibility_put, NULL, "ttiidii", what->collection_id, what->account_id,
                         what->posted_us, now->outcome, now->nearness, now->due_us, now->evaluated_us);
    if (e || (before && before->outcome == now->outcome))
        return e;
    e = count_add(db, now->outcome, 1);
    return e || !before ? e : count_add(db, before->outcome, -1);
}

static enum err outcome_get(struct db_conn *db, const char *collection_id, int64_t *outcome)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_eligibility_outcome, "t", collection_id);
    if (!e)
        *outcome = db_int(&rows, 0);
    return e;
}

enum err eligibility_delete(struct db_conn *db, const char *collection_id)
{
    int64_t outcome;
    enum err e = outcome_get(db, collection_id, &outcome);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    e = count_add(db, outcome, -1);
    return e ? e : db_exec(db, QUERY_eligibility_delete, NULL, "t", collection_id);
}

static const char *const due_names[] = {
    [DUE_FACTS] = "facts",
    [DUE_EVALUATION] = "evaluate",
    [DUE_TEMPLATE] = "template",
};

static enum due due_parse(const char *name)
{
    return strcmp(name, due_names[DUE_FACTS]) == 0      ? DUE_FACTS
           : strcmp(name, due_names[DUE_TEMPLATE]) == 0 ? DUE_TEMPLATE
                                                        : DUE_EVALUATION;
}

enum err evaluation_due_add(struct db_conn *db, const char *collection_id, enum due what)
{
    return db_exec(db, QUERY_evaluation_due_add, NULL, "tt", collection_id, due_names[what]);
}

enum err evaluation_due_add_rated_by(struct db_conn *db, const char *account_id)
{
    return db_exec(db, QUERY_evaluation_due_add_rated_by, NULL, "t", account_id);
}

static enum err append_due(struct db_rows *rows, bool has_why, GArray *list)
{
    bool more = true;
    enum err e = OK;
    while (!e && !(e = db_next(rows, &more)) && more) {
        struct evaluation_due due = {.what = has_why ? due_parse(db_text(rows, 1)) : DUE_EVALUATION};
        g_strlcpy(due.collection_id, db_text(rows, 0), sizeof due.collection_id);
        g_array_append_val(list, due);
    }
    return e;
}

static enum err list_due_by_clock(struct db_conn *db, int64_t now_us, int64_t limit, GArray *list)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_eligibility_due, "ii", now_us, limit);
    return e ? e : append_due(&rows, false, list);
}

enum err evaluation_due_list(struct db_conn *db, int64_t now_us, int64_t limit, GArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct evaluation_due));
    enum err e = db_query(db, &rows, QUERY_evaluation_due_list, "i", limit);
    if (!e)
        e = append_due(&rows, true, list);
    if (!e && list->len < limit)
        e = list_due_by_clock(db, now_us, limit - list->len, list);
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err evaluation_due_delete(struct db_conn *db, const char *collection_id)
{
    return db_exec(db, QUERY_evaluation_due_delete, NULL, "t", collection_id);
}

enum err template_is_current(struct db_conn *db, const char *collection_id, bool *is_current)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_template_is_current, "t", collection_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *is_current = !e;
    return OK;
}

enum err template_would_be_new(struct db_conn *db, const char *collection_id, bool *is_new)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_template_would_be_new, "t", collection_id);
    if (!e)
        *is_new = db_int(&rows, 0);
    return e;
}
