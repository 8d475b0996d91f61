/* SPDX-License-Identifier: Apache-2.0 */
#include "job/evaluation_round.h"

#include "base/clock.h"
#include "base/log.h"
#include "evaluate.h"
#include "job/policy_sweep.h"
#include "store/text_print.h"

struct due_batch {
    struct server *server;
    guint found;
};

static enum err evaluate_due(struct evaluator *ev, const struct evaluation_due *due)
{
    g_autoptr(collection) c = NULL;
    struct evaluation found = {0};
    enum err e;
    if (due->what == DUE_FACTS) {
        e = collection_get(ev->db, "", due->collection_id, &c);
        if (!e && c->is_posted)
            e = evaluate_collection(ev, c);
    } else {
        e = evaluate(ev, due->collection_id, ATTACH_NOW, &found);
    }
    if (!e && due->what == DUE_TEMPLATE && found.is_eligible && !found.gained)
        e = evaluate_attach(ev, due->collection_id);
    if (e == E_NOT_FOUND)
        e = OK;
    return e ? e : evaluation_due_delete(ev->db, due->collection_id);
}

static enum err run_due(struct db_conn *db, void *context)
{
    struct due_batch *due = context;
    g_auto(evaluator) ev = {0};
    g_autoptr(GArray) list = NULL;
    int64_t now_us = clock_now_us();
    enum err e = evaluator_open(due->server, db, now_us, &ev);
    if (!e)
        e = evaluation_due_list(db, now_us, ROUND_DUE, &list);
    for (guint i = 0; !e && i < list->len; i++)
        e = evaluate_due(&ev, &g_array_index(list, struct evaluation_due, i));
    if (!e)
        due->found = list->len;
    return e;
}

static enum err do_due(struct server *server, struct db_conn *db, bool *is_busy)
{
    g_autoptr(GArray) list = NULL;
    struct due_batch due = {.server = server};
    enum err e = evaluation_due_list(db, clock_now_us(), 1, &list);
    if (e || list->len == 0)
        return e;
    e = writer_run(server->writer, run_due, &due);
    *is_busy = *is_busy || due.found > 0;
    return e;
}

/* Puts what was posted before into the classes of similar texts that are kept now. */
static enum err add_similar(struct evaluator *ev, struct text_keeping *keeping)
{
    g_autoptr(GPtrArray) ids = NULL;
    enum err e = collection_ids_after(ev->db, keeping->after_id, ROUND_SIMILAR, &ids);
    for (guint i = 0; !e && i < ids->len; i++) {
        g_autoptr(collection) c = NULL;
        e = collection_get(ev->db, "", ids->pdata[i], &c);
        if (!e && c->is_posted)
            e = evaluate_sharing(ev, c);
        g_strlcpy(keeping->after_id, ids->pdata[i], sizeof keeping->after_id);
    }
    if (!e && ids->len < ROUND_SIMILAR)
        g_strlcpy(keeping->after_id, TEXT_KEEPING_DONE, sizeof keeping->after_id);
    return e;
}

static enum err run_similar(struct db_conn *db, void *context)
{
    g_auto(evaluator) ev = {0};
    struct text_keeping keeping;
    enum err e = evaluator_open(context, db, clock_now_us(), &ev);
    if (!e)
        e = text_keeping_get(db, &keeping);
    if (!e)
        e = add_similar(&ev, &keeping);
    return e ? e : text_keeping_set(db, &keeping);
}

static enum err do_similar(struct server *server, struct db_conn *db, bool *is_busy)
{
    struct text_keeping keeping;
    enum err e = text_keeping_get(db, &keeping);
    if (e || g_str_equal(keeping.after_id, TEXT_KEEPING_DONE))
        return e;
    *is_busy = true;
    return writer_run(server->writer, run_similar, server);
}

/* A sweep waits for the facts that it looks at. */
enum err evaluation_round(struct server *server, struct db_conn *db, bool *is_busy)
{
    enum err e = do_due(server, db, is_busy);
    if (!e)
        e = do_similar(server, db, is_busy);
    return e || *is_busy ? e : policy_sweep_round(server, db, is_busy);
}
