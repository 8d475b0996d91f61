/* SPDX-License-Identifier: Apache-2.0 */
#include "store/policy.h"

#include <string.h>

#include "base/json.h"

void policy_row_free(struct policy_row *row)
{
    if (!row)
        return;
    json_decref(row->document);
    g_free(row->account_id);
    g_free(row->handle);
    g_free(row->note);
    g_free(row);
}

static enum err policy_row_read(const struct db_rows *rows, struct policy_row **out)
{
    g_autofree char *error = NULL;
    const char *text = db_text(rows, 1);
    json_t *document = json_parse(text, strlen(text), &error);
    if (!document)
        return err_broken("policy", "version %d: %s", (int)db_int(rows, 0), error);
    struct policy_row *row = g_new(struct policy_row, 1);
    *row = (struct policy_row){
        .version = db_int(rows, 0),
        .document = document,
        .created_us = db_int(rows, 2),
        .handle = g_strdup(db_text(rows, 3)),
        .note = g_strdup(db_text(rows, 4)),
    };
    *out = row;
    return OK;
}

enum err policy_newest(struct db_conn *db, struct policy_row **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_newest, "");
    return e ? e : policy_row_read(&rows, out);
}

enum err policy_newest_version(struct db_conn *db, int64_t *version, int64_t *created_us)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_newest_version, "");
    if (e)
        return e;
    *version = db_int(&rows, 0);
    *created_us = db_int(&rows, 1);
    return OK;
}

enum err policy_get(struct db_conn *db, int64_t version, struct policy_row **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_get, "i", version);
    return e ? e : policy_row_read(&rows, out);
}

enum err policy_list(struct db_conn *db, int64_t before, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)policy_row_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_policy_list, "ii", before, limit);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct policy_row *row = NULL;
        e = policy_row_read(&rows, &row);
        if (!e)
            g_ptr_array_add(list, row);
    }
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err policy_insert(struct db_conn *db, const struct policy_row *row)
{
    g_autoptr(GString) text = json_text(row->document);
    return db_exec(db, QUERY_policy_insert, NULL, "itittt", row->version, text->str, row->created_us, row->account_id,
                   row->handle, row->note ? row->note : "");
}

enum err policy_author(struct db_conn *db, int64_t version, char **account_id)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_author, "i", version);
    if (!e)
        *account_id = g_strdup(db_text(&rows, 0));
    return e;
}

enum err policy_sweep_start(struct db_conn *db, int64_t version, int64_t now_us)
{
    return db_exec(db, QUERY_policy_sweep_start, NULL, "ii", version, now_us);
}

enum err policy_sweep_get(struct db_conn *db, struct policy_sweep *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_sweep_get, "");
    if (e)
        return e;
    *out = (struct policy_sweep){.version = db_int(&rows, 0),
                                 .looked_at = db_int(&rows, 2),
                                 .gained = db_int(&rows, 3),
                                 .lost = db_int(&rows, 4),
                                 .started_us = db_int(&rows, 5),
                                 .finished_us = db_int(&rows, 6)};
    g_strlcpy(out->after_id, db_text(&rows, 1), sizeof out->after_id);
    return OK;
}

enum err policy_sweep_step(struct db_conn *db, const struct policy_sweep *was, const struct policy_sweep *step)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_policy_sweep_step, &changed, "ittiiii", was->version, was->after_id, step->after_id,
                         step->looked_at, step->gained, step->lost, step->finished_us);
    return e ? e : changed ? OK : E_STATE;
}
