/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate.h"

#include <string.h>

#include "eligibility.h"
#include "sharing.h"

enum err evaluator_open(struct server *server, struct db_conn *db, int64_t now_us, struct evaluator *out)
{
    struct evaluator ev = {.server = server, .db = db, .now_us = now_us};
    enum err e = policies_in_force(server->policies, db, &ev.policy, &ev.policy_version, &ev.policy_us);
    if (!e)
        *out = ev;
    return e;
}

void evaluator_close(struct evaluator *ev)
{
    g_clear_pointer(&ev->policy, policy_unref);
}

bool evaluate_differs(const struct policy *policy, const struct fact_row *row, int64_t now_us,
                      struct eligibility *found)
{
    struct evidence evidence = {&row->facts, now_us};
    struct verdict verdict;
    policy_evaluate(policy, &evidence, &verdict);
    *found = eligibility_of(&verdict, now_us);
    return !row->was_evaluated || found->outcome != row->last.outcome || found->nearness != row->last.nearness ||
           found->due_us != row->last.due_us;
}

/* What is found for a collection, and what was before. */
struct findings {
    bool differs, was_evaluated, is_draft;
    struct eligibility now, before;
};

static enum err find(struct evaluator *ev, const char *collection_id, struct findings *f)
{
    g_auto(fact_row) row = {0};
    enum err e = fact_get(ev->db, collection_id, &row);
    if (e)
        return e;
    f->is_draft = row.facts.posted_us == 0;
    f->was_evaluated = row.was_evaluated;
    f->before = row.last;
    if (f->is_draft)
        return OK;
    f->differs = evaluate_differs(ev->policy, &row, ev->now_us, &f->now);
    struct evaluated what = {row.collection_id, row.account_id, row.facts.posted_us};
    return f->differs ? eligibility_put(ev->db, &what, &f->now, row.was_evaluated ? &row.last : NULL) : OK;
}

static struct evaluation compare(const struct findings *f)
{
    bool was = f->was_evaluated && f->before.outcome & OUTCOME_ELIGIBLE, is = f->now.outcome & OUTCOME_ELIGIBLE;
    return (struct evaluation){.is_eligible = is, .gained = is && !was, .lost = was && !is};
}

enum err evaluate_attach(struct evaluator *ev, const char *collection_id)
{
    g_autoptr(collection) c = NULL;
    enum err e = collection_get(ev->db, "", collection_id, &c);
    return e ? e : eligibility_attach(ev, c, true);
}

static enum err attach_soon(struct evaluator *ev, const char *collection_id)
{
    bool is_current;
    enum err e = template_is_current(ev->db, collection_id, &is_current);
    if (e || is_current)
        return e;
    server_want_evaluation(ev->server);
    return evaluation_due_add(ev->db, collection_id, DUE_TEMPLATE);
}

enum err evaluate(struct evaluator *ev, const char *collection_id, enum attaching attaching, struct evaluation *out)
{
    struct findings f = {0};
    *out = (struct evaluation){0};
    enum err e = find(ev, collection_id, &f);
    if (e || f.is_draft)
        return e;
    *out = compare(&f);
    if (!out->gained)
        return OK;
    return attaching == ATTACH_NOW ? evaluate_attach(ev, collection_id) : attach_soon(ev, collection_id);
}

static enum err evaluate_all(struct evaluator *ev, GHashTable *ids)
{
    GHashTableIter each;
    gpointer id;
    struct evaluation ignored;
    enum err e = OK;
    g_hash_table_iter_init(&each, ids);
    while (!e && g_hash_table_iter_next(&each, &id, NULL)) {
        e = evaluate(ev, id, ATTACH_SOON, &ignored);
        /* What is being deleted may be among them. */
        if (e == E_NOT_FOUND)
            e = OK;
    }
    return e;
}

static GHashTable *set_of_ids(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

enum err evaluate_collection(struct evaluator *ev, struct collection *c)
{
    g_autoptr(GHashTable) concerned = set_of_ids();
    struct findings f = {0};
    enum err e = sharing_update(ev, c, concerned);
    if (!e)
        e = find(ev, c->id, &f);
    /* Also where it was eligible before: what is laid over the photos may be new. */
    if (!e)
        e = eligibility_attach(ev, c, f.now.outcome & OUTCOME_ELIGIBLE);
    g_hash_table_remove(concerned, c->id);
    return e ? e : evaluate_all(ev, concerned);
}

enum err evaluate_sharing(struct evaluator *ev, struct collection *c)
{
    g_autoptr(GHashTable) concerned = set_of_ids();
    return sharing_add(ev, c, concerned);
}

enum err evaluate_forget(struct evaluator *ev, const char *collection_id)
{
    g_autoptr(GHashTable) concerned = set_of_ids();
    enum err e = sharing_forget(ev, collection_id, concerned);
    if (!e)
        e = eligibility_delete(ev->db, collection_id);
    g_hash_table_remove(concerned, collection_id);
    return e ? e : evaluate_all(ev, concerned);
}

enum err evaluate_forget_account(struct evaluator *ev, const char *account_id)
{
    g_autoptr(GPtrArray) ids = NULL;
    enum err e = evaluation_due_add_rated_by(ev->db, account_id);
    server_want_evaluation(ev->server);
    if (!e)
        e = collection_ids_of_account(ev->db, account_id, &ids);
    for (guint i = 0; !e && i < ids->len; i++)
        e = evaluate_forget(ev, ids->pdata[i]);
    return e;
}
