/* SPDX-License-Identifier: Apache-2.0 */
#include "job/policy_sweep.h"

#include "base/clock.h"
#include "evaluate.h"
#include "job/evaluation_round.h"
#include "store/event.h"
#include "store/policy.h"

enum { TELL_EACH = ROUND_READ * 10 };

/* A piece: read on the job's connection, and of it what differs, for the writer. What changes
 * in between is evaluated by what changes it, by the new policy already. */
struct piece {
    struct server *server;
    struct policy *policy;
    int64_t now_us;
    struct policy_sweep was;
    GPtrArray *changed; /* ids */
    char last[ID_SIZE];
    int64_t seen, looked_at; /* the first with drafts */
    guint from;              /* in `changed`: where the next write begins */
};

static enum err visit(void *context, const struct fact_row *row)
{
    struct piece *p = context;
    struct eligibility found;
    p->seen++;
    if (row->facts.posted_us == 0)
        return OK;
    p->looked_at++;
    if (evaluate_differs(p->policy, row, p->now_us, &found))
        g_ptr_array_add(p->changed, g_strdup(row->collection_id));
    return OK;
}

static enum err read_piece(struct piece *p, struct db_conn *db)
{
    int64_t version, created_us;
    enum err e = db_begin(db);
    if (e)
        return e;
    e = policies_in_force(p->server->policies, db, &p->policy, &version, &created_us);
    if (!e)
        e = fact_list(db, p->was.after_id, ROUND_READ, p->last, visit, p);
    enum err ended = db_commit(db);
    if (ended)
        db_rollback(db);
    return e ? e : ended;
}

static enum err tell(struct db_conn *db, const struct policy_sweep *s)
{
    g_autofree char *account_id = NULL;
    enum err e = policy_author(db, s->version, &account_id);
    if (e || !account_id)
        return e;
    g_autofree char *subject = g_strdup_printf("policy-%" G_GINT64_FORMAT, s->version);
    struct announcement what = {account_id, NULL, "policy.evaluated", subject};
    return event_fold_take(db, &what,
                           json_pack("{s:I, s:I, s:I, s:I, s:b}", "version", (json_int_t)s->version, "looked_at",
                                     (json_int_t)s->looked_at, "gained", (json_int_t)s->gained, "lost",
                                     (json_int_t)s->lost, "finished", s->finished_us != 0),
                           clock_now_us());
}

/* One more look, after the templates of what has changed, says that it is over. */
static bool is_end(const struct piece *p)
{
    return p->seen < ROUND_READ && p->changed->len == 0;
}

static enum err evaluate_changed(struct piece *p, struct db_conn *db, struct policy_sweep *step)
{
    g_auto(evaluator) ev = {0};
    enum err e = evaluator_open(p->server, db, clock_now_us(), &ev);
    for (guint end = MIN(p->from + ROUND_CHANGED, p->changed->len); !e && p->from < end; p->from++) {
        struct evaluation found;
        e = evaluate(&ev, p->changed->pdata[p->from], ATTACH_SOON, &found);
        if (e == E_NOT_FOUND)
            e = OK;
        step->gained += found.gained;
        step->lost += found.lost;
    }
    return e;
}

/* Each write counts what it has changed; the last one of a piece moves the sweep on. Those
 * before it may be done again, and then change nothing. */
static enum err write_piece(struct db_conn *db, void *context)
{
    struct piece *p = context;
    struct policy_sweep step = {0}, now;
    enum err e = evaluate_changed(p, db, &step);
    if (e)
        return e;
    bool is_last = p->from == p->changed->len;
    g_strlcpy(step.after_id, is_last && *p->last ? p->last : p->was.after_id, sizeof step.after_id);
    step.looked_at = is_last ? p->looked_at : 0;
    step.finished_us = is_last && is_end(p) ? clock_now_us() : 0;
    e = policy_sweep_step(db, &p->was, &step);
    if (!e)
        e = policy_sweep_get(db, &now);
    /* Told at the end, and as often as a person wants to know. */
    bool tells = !e && (now.finished_us || now.looked_at / TELL_EACH != p->was.looked_at / TELL_EACH);
    return tells ? tell(db, &now) : e;
}

enum err policy_sweep_round(struct server *server, struct db_conn *db, bool *is_busy)
{
    g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func(g_free);
    struct piece p = {.server = server, .changed = changed, .now_us = clock_now_us()};
    enum err e = policy_sweep_get(db, &p.was);
    if (e == E_NOT_FOUND || (!e && p.was.finished_us))
        return OK;
    if (!e)
        e = read_piece(&p, db);
    do {
        if (!e)
            e = writer_run(server->writer, write_piece, &p);
    } while (!e && p.from < changed->len);
    policy_unref(p.policy);
    *is_busy = !e && !is_end(&p);
    return e == E_STATE ? OK : e;
}
