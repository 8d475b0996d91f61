/* SPDX-License-Identifier: Apache-2.0 */
#include "store/takedown.h"

#include <string.h>

void takedown_free(struct takedown *t)
{
    if (!t)
        return;
    g_free(t->id);
    g_free(t->collection_id);
    g_free(t->moderator_id);
    g_free(t->reason);
    g_free(t->note);
    g_free(t->effect);
    g_free(t);
}

void touched_free(struct touched *t)
{
    if (!t)
        return;
    g_free(t->collection_id);
    g_free(t->account_id);
    g_free(t->handle);
    g_free(t->name);
    g_free(t->template_id);
    g_free(t);
}

enum err takedown_insert(struct db_conn *db, const struct takedown *t)
{
    return db_exec(db, QUERY_takedown_insert, NULL, "tttttti", t->id, t->collection_id, t->moderator_id, t->reason,
                   t->note, t->effect, t->created_us);
}

static enum err takedown_read(struct db_conn *db, enum query query, const char *id, struct takedown **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "t", id);
    if (e)
        return e;
    struct takedown *t = g_new(struct takedown, 1);
    *t = (struct takedown){
        .id = g_strdup(db_text(&rows, 0)),
        .collection_id = g_strdup(db_text(&rows, 1)),
        .moderator_id = g_strdup(db_text(&rows, 2)),
        .reason = g_strdup(db_text(&rows, 3)),
        .note = g_strdup(db_text(&rows, 4)),
        .effect = g_strdup(db_text(&rows, 5)),
        .created_us = db_int(&rows, 6),
    };
    *out = t;
    return OK;
}

enum err takedown_standing(struct db_conn *db, const char *collection_id, struct takedown **out)
{
    return takedown_read(db, QUERY_takedown_standing, collection_id, out);
}

enum err takedown_touching(struct db_conn *db, const char *collection_id, struct takedown **out)
{
    return takedown_read(db, QUERY_takedown_touching, collection_id, out);
}

enum err takedown_get(struct db_conn *db, const char *id, struct takedown **out)
{
    return takedown_read(db, QUERY_takedown_get, id, out);
}

enum err takedown_restore(struct db_conn *db, const char *id, int64_t now_us)
{
    return db_exec(db, QUERY_takedown_restore, NULL, "ti", id, now_us);
}

static struct touched *touched_read(const struct db_rows *rows)
{
    const char *mark = db_text(rows, 7);
    struct touched *t = g_new(struct touched, 1);
    *t = (struct touched){
        .collection_id = g_strdup(db_text(rows, 0)),
        .account_id = g_strdup(db_text(rows, 1)),
        .handle = g_strdup(db_text(rows, 2)),
        .name = g_strdup(db_text(rows, 3)),
        .is_posted = strcmp(db_text(rows, 4), "posted") == 0,
        .shows_its_images = db_int(rows, 5),
        .template_id = g_strdup(db_text(rows, 6)),
        .mark = mark ? takedown_mark_parse(mark) : MARK_NONE,
    };
    return t;
}

static enum err read_all(struct db_rows *rows, enum err started, GPtrArray **out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)touched_free);
    bool more = true;
    enum err e = started;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, touched_read(rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err takedown_reach(struct db_conn *db, const char *collection_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_takedown_reach, "ti", collection_id, limit), out);
}

enum err takedown_showing(struct db_conn *db, const char *collection_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_takedown_showing, "ti", collection_id, limit), out);
}

enum err takedown_marked(struct db_conn *db, const char *id, const char *collection_id, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    return read_all(&rows, db_query(db, &rows, QUERY_takedown_marked, "tt", id, collection_id), out);
}

static enum err settle(struct db_conn *db, const char *collection_id)
{
    enum err e = db_exec(db, QUERY_takedown_settle_images, NULL, "t", collection_id);
    return e ? e : db_exec(db, QUERY_takedown_settle_collection, NULL, "t", collection_id);
}

/* A collection that is taken down offers no template. */
static enum err withdraw_template(struct db_conn *db, const char *id, const char *collection_id)
{
    enum err e = db_exec(db, QUERY_takedown_mark_template, NULL, "tt", id, collection_id);
    return e ? e : db_exec(db, QUERY_takedown_withdraw_template, NULL, "t", collection_id);
}

enum err takedown_mark_add(struct db_conn *db, const char *id, const char *collection_id, enum takedown_mark mark)
{
    enum err e = db_exec(db, QUERY_takedown_mark_insert, NULL, "ttt", id, collection_id, takedown_mark_name(mark));
    if (!e && mark == MARK_REMOVE)
        e = withdraw_template(db, id, collection_id);
    return e ? e : settle(db, collection_id);
}

enum err takedown_mark_delete(struct db_conn *db, const char *id, const char *collection_id)
{
    int64_t held = 0;
    enum err e = db_exec(db, QUERY_takedown_mark_delete_template, &held, "tt", id, collection_id);
    if (!e && held)
        e = db_exec(db, QUERY_takedown_give_template_back, NULL, "t", collection_id);
    if (!e)
        e = db_exec(db, QUERY_takedown_mark_delete, NULL, "tt", id, collection_id);
    return e ? e : settle(db, collection_id);
}

enum err takedown_hides(struct db_conn *db, const char *collection_id, bool *hides)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_takedown_hides, "t", collection_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *hides = !e;
    return OK;
}

enum err takedown_state(struct db_conn *db, const char *collection_id, struct takedown_state *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_takedown_state, "t", collection_id);
    if (e)
        return e;
    const char *template = db_text(&rows, 3);
    *out = (struct takedown_state){
        .is_removed = db_int(&rows, 0),
        .is_hidden = db_int(&rows, 1),
        .dropped = db_int(&rows, 2),
        .has_template = template,
        .is_callable = g_strcmp0(template, "active") == 0,
    };
    return OK;
}
