/* SPDX-License-Identifier: Apache-2.0 */
#include "store/lineage.h"

#include <string.h>

#include "base/json.h"

static void relative_free(struct relative *r)
{
    g_free(r->id);
    g_free(r->handle);
    g_free(r->name);
    json_decref(r->document);
    g_free(r->via);
    g_free(r->template_id);
    g_free(r);
}

void lineage_clear(struct lineage *lineage)
{
    g_clear_pointer(&lineage->items, g_ptr_array_unref);
}

static enum err relative_read(const struct db_rows *rows, GPtrArray *items)
{
    g_autofree char *error = NULL;
    const char *text = db_text(rows, 8);
    json_t *document = json_parse(text, strlen(text), &error);
    if (!document)
        return err_broken("lineage", "the document of %s: %s", db_text(rows, 2), error);
    struct relative *r = g_new(struct relative, 1);
    *r = (struct relative){
        .id = g_strdup(db_text(rows, 2)),
        .depth = db_int(rows, 3),
        .is_reference = db_int(rows, 4),
        .via = g_strdup(db_text(rows, 5)),
        .handle = g_strdup(db_text(rows, 6)),
        .name = g_strdup(db_text(rows, 7)),
        .document = document,
        .posted_us = db_int(rows, 9),
        .template_id = g_strdup(db_text(rows, 10)),
    };
    g_ptr_array_add(items, r);
    return OK;
}

static enum err start_list(struct db_conn *db, struct db_rows *rows, const struct lineage_page *p)
{
    return db_query(db, rows, p->direction == LINEAGE_FROM ? QUERY_lineage_from : QUERY_lineage_with, "ttiiditii",
                    p->viewer_id, p->collection_id, p->depth, (int64_t)LINEAGE_LINKS_MAX + 1, p->after.trend,
                    p->after.us, p->after.id, p->limit, (int64_t)p->sees_all);
}

enum err lineage_list(struct db_conn *db, const struct lineage_page *page, struct lineage *out)
{
    g_auto(db_rows) rows = {0};
    g_auto(lineage) found = {.items = g_ptr_array_new_with_free_func((GDestroyNotify)relative_free)};
    bool more = true;
    enum err e = start_list(db, &rows, page);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        found.hidden = db_int(&rows, 0);
        found.is_complete = db_int(&rows, 1) <= LINEAGE_LINKS_MAX;
        if (db_text(&rows, 2))
            e = relative_read(&rows, found.items);
    }
    if (!e) {
        *out = found;
        found.items = NULL;
    }
    return e;
}

enum err lineage_count_hidden(struct db_conn *db, const char *template_id, const char *viewer_id, bool sees_all,
                              int64_t *count)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_lineage_count_hidden, "ttii", viewer_id, template_id, (int64_t)sees_all,
                              (int64_t)LINEAGE_LINKS_MAX);
    if (!e)
        *count = db_int(&rows, 0);
    return e;
}
