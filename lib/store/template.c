/* SPDX-License-Identifier: Apache-2.0 */
#include "store/template.h"

#include <string.h>

#include "base/json.h"

void template_free(struct template *t)
{
    if (!t)
        return;
    g_free(t->id);
    g_free(t->collection_id);
    g_free(t->account_id);
    g_free(t->handle);
    g_free(t->name);
    json_decref(t->document);
    g_free(t);
}

static enum err template_read(const struct db_rows *rows, struct template **out)
{
    g_autofree char *error = NULL;
    const char *text = db_text(rows, 11);
    json_t *document = json_parse(text, strlen(text), &error);
    if (!document)
        return err_broken("template", "the document of %s: %s", db_text(rows, 0), error);
    struct template *t = g_new(struct template, 1);
    *t = (struct template){
        .id = g_strdup(db_text(rows, 0)),
        .version = db_int(rows, 1),
        .collection_id = g_strdup(db_text(rows, 2)),
        .account_id = g_strdup(db_text(rows, 3)),
        .handle = g_strdup(db_text(rows, 4)),
        .name = g_strdup(db_text(rows, 5)),
        .is_active = strcmp(db_text(rows, 6), "active") == 0,
        .is_removed = db_int(rows, 12),
        .withdrawn_by = withdrawal_parse(db_text(rows, 13)),
        .calls = db_int(rows, 7),
        .uses = db_int(rows, 8),
        .created_us = db_int(rows, 9),
        .extracted_us = db_int(rows, 10),
        .document = document,
    };
    *out = t;
    return OK;
}

static enum err insert_version(struct db_conn *db, const char *id, int64_t version, const json_t *document,
                               int64_t now_us)
{
    g_autoptr(GString) text = json_text(document);
    return db_exec(db, QUERY_template_version_insert, NULL, "titi", id, version, text->str, now_us);
}

enum err template_insert(struct db_conn *db, const struct template *t)
{
    enum err e =
        db_exec(db, QUERY_template_insert, NULL, "ttti", t->id, t->collection_id, t->account_id, t->created_us);
    return e ? e : insert_version(db, t->id, 1, t->document, t->created_us);
}

enum err template_add_version(struct db_conn *db, const char *id, int64_t version, const json_t *document,
                              int64_t now_us)
{
    enum err e = insert_version(db, id, version, document, now_us);
    return e ? e : db_exec(db, QUERY_template_set_version, NULL, "ti", id, version);
}

enum err template_call(struct db_conn *db, const char *id, int64_t version, struct template **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_template_call, "it", version, id);
    return e ? e : template_read(&rows, out);
}

enum err template_of_collection(struct db_conn *db, const char *collection_id, struct template **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_template_of_collection, "t", collection_id);
    return e ? e : template_read(&rows, out);
}

enum err template_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)template_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_template_list, "iti", before_us, before_id, limit);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct template *t = NULL;
        e = template_read(&rows, &t);
        if (!e)
            g_ptr_array_add(list, t);
    }
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err template_set_withdrawn(struct db_conn *db, const char *id, enum withdrawal by)
{
    return db_exec(db, QUERY_template_set_withdrawn, NULL, "tt", id, withdrawal_name(by));
}

enum err template_add_calls(struct db_conn *db, const char *id, int64_t calls)
{
    return db_exec(db, QUERY_template_add_calls, NULL, "ti", id, calls);
}

enum err template_add_use(struct db_conn *db, const char *id)
{
    return db_exec(db, QUERY_template_add_use, NULL, "t", id);
}
