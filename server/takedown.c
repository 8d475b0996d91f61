/* SPDX-License-Identifier: Apache-2.0 */
#include "takedown.h"

#include <string.h>

#include "appeal.h"
#include "eligibility.h"
#include "report_case.h"
#include "store/audit.h"
#include "store/event.h"
#include "takedown_json.h"

/* The one that is taken down, as many others as are changed, and one that says that there are more. */
enum { REACH_LIMIT = TAKEDOWN_REACH_MAX + 2 };

void takedown_plan_clear(struct takedown_plan *plan)
{
    g_clear_pointer(&plan->touched, g_ptr_array_unref);
}

static bool is_too_much(const GPtrArray *touched)
{
    return touched->len >= REACH_LIMIT;
}

static enum err find_touched(struct req *req, const char *collection_id, enum takedown_effect effect,
                             struct takedown_plan *plan)
{
    enum err e = takedown_reach(req->db, collection_id, REACH_LIMIT, &plan->touched);
    if (e)
        return e;
    plan->is_complete = !is_too_much(plan->touched);
    if (plan->is_complete || effect != TAKEDOWN_DROP_IMAGES)
        return OK;
    /* Of all that was made from it, only what shows its images must be found. */
    takedown_plan_clear(plan);
    return takedown_showing(req->db, collection_id, REACH_LIMIT, &plan->touched);
}

static void set_marks(const char *collection_id, enum takedown_effect effect, GPtrArray *touched)
{
    for (guint i = 0; i < touched->len; i++) {
        struct touched *t = touched->pdata[i];
        bool is_source = strcmp(t->collection_id, collection_id) == 0;
        t->mark = is_source ? MARK_REMOVE : takedown_mark_of(effect, t->shows_its_images);
    }
}

static enum err check_reach(struct reply *reply, enum takedown_effect effect, const GPtrArray *touched)
{
    if (effect == TAKEDOWN_KEEP || !is_too_much(touched))
        return OK;
    return reply_refuse(reply, E_STATE,
                        "More than %d collections would be changed with this one, and no takedown changes more. Take "
                        "it down with the effect \"keep\", and those of them that must go one by one.",
                        TAKEDOWN_REACH_MAX);
}

static enum err check_stands(struct req *req, struct reply *reply, const char *collection_id)
{
    g_autoptr(takedown) standing = NULL;
    enum err e = takedown_standing(req->db, collection_id, &standing);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    return reply_refuse(reply, E_STATE, "This collection is taken down already. Restore it to take it down otherwise.");
}

enum err takedown_prepare(struct req *req, struct reply *reply, const struct collection *c, enum takedown_effect effect,
                          struct takedown_plan *plan)
{
    g_auto(takedown_plan) found = {0};
    enum err e = check_stands(req, reply, c->id);
    if (!e)
        e = find_touched(req, c->id, effect, &found);
    if (!e)
        e = check_reach(reply, effect, found.touched);
    if (e)
        return e;
    g_ptr_array_set_size(found.touched, (gint)MIN(found.touched->len, REACH_LIMIT - 1));
    set_marks(c->id, effect, found.touched);
    *plan = found;
    found.touched = NULL;
    return OK;
}

/* One act of a moderator: which takedown, and what she says of it. */
struct act {
    const struct takedown *takedown;
    const char *action, *kind; /* of the log, and of the event */
    const char *note;
    enum err (*mark)(struct db_conn *db, const char *id, const struct touched *touched);
};

static enum err log_act(struct req *req, const struct act *act, const char *collection_id,
                        const struct takedown_state *before)
{
    struct takedown_state after;
    struct audit_entry entry = {
        .actor_id = req->account->id,
        .actor_handle = req->account->handle,
        .action = act->action,
        .subject_kind = "collection",
        .subject_id = collection_id,
        .reason = act->takedown->reason,
        .note = act->note,
    };
    enum err e = takedown_state(req->db, collection_id, &after);
    return e ? e
             : audit_add_take(req->db, &entry, takedown_state_json(before, NULL),
                              takedown_state_json(&after, act->takedown), req->now_us);
}

/* What it shows, or whether it is shown, is a fact that conditions may look at. */
static enum err reevaluate(struct req *req, const struct touched *t)
{
    g_autoptr(collection) c = NULL;
    if (!t->is_posted)
        return OK;
    enum err e = collection_get(req->db, "", t->collection_id, &c);
    return e ? e : eligibility_update(req, c);
}

static enum err act_on(struct req *req, const struct act *act, const struct touched *t)
{
    struct takedown_state before;
    struct announcement what = {t->account_id, NULL, act->kind, t->collection_id};
    enum err e = takedown_state(req->db, t->collection_id, &before);
    if (!e)
        e = act->mark(req->db, act->takedown->id, t);
    if (!e)
        e = log_act(req, act, t->collection_id, &before);
    if (!e)
        e = event_add_take(req->db, &what, takedown_event_json(act->takedown, act->note, t), req->now_us);
    return e ? e : reevaluate(req, t);
}

static enum err act_on_all(struct req *req, const struct act *act, const GPtrArray *touched)
{
    enum err e = OK;
    for (guint i = 0; i < touched->len && !e; i++) {
        const struct touched *t = touched->pdata[i];
        if (t->mark != MARK_NONE)
            e = act_on(req, act, t);
    }
    return e;
}

static enum err add_mark(struct db_conn *db, const char *id, const struct touched *t)
{
    return takedown_mark_add(db, id, t->collection_id, t->mark);
}

static enum err delete_mark(struct db_conn *db, const char *id, const struct touched *t)
{
    return takedown_mark_delete(db, id, t->collection_id);
}

/* What was reported and is taken down needs nobody to look at it any longer. */
static enum err close_cases(struct req *req, const struct takedown *takedown, const GPtrArray *touched)
{
    enum err e = OK;
    for (guint i = 0; i < touched->len && !e; i++) {
        const struct touched *t = touched->pdata[i];
        if (t->mark != MARK_REMOVE)
            continue;
        e = report_case_uphold(req, REPORT_COLLECTION, t->collection_id, takedown->note);
        if (!e && t->template_id)
            e = report_case_uphold(req, REPORT_TEMPLATE, t->template_id, takedown->note);
    }
    return e;
}

enum err takedown_carry_out(struct req *req, const struct takedown *takedown, const struct takedown_plan *plan)
{
    struct act act = {takedown, "collection.takedown", "moderation.takedown", takedown->note, add_mark};
    enum err e = takedown_insert(req->db, takedown);
    if (!e)
        e = act_on_all(req, &act, plan->touched);
    return e ? e : close_cases(req, takedown, plan->touched);
}

enum err takedown_find(struct req *req, const char *collection_id, struct takedown **out)
{
    enum err e = takedown_standing(req->db, collection_id, out);
    return e == E_NOT_FOUND ? takedown_touching(req->db, collection_id, out) : e;
}

/* All of it, or where another collection was taken down, this one alone. */
static enum err end(struct req *req, const struct takedown *t, const char *collection_id, struct takedown_plan *plan)
{
    if (strcmp(t->collection_id, collection_id) != 0)
        return takedown_marked(req->db, t->id, collection_id, &plan->touched);
    enum err e = takedown_restore(req->db, t->id, req->now_us);
    return e ? e : takedown_marked(req->db, t->id, "", &plan->touched);
}

static enum err accept_appeals(struct req *req, const struct takedown *t, const char *note, const GPtrArray *touched)
{
    enum err e = OK;
    for (guint i = 0; i < touched->len && !e; i++)
        e = appeal_accept_open(req, t->id, ((const struct touched *)touched->pdata[i])->collection_id, note);
    return e;
}

enum err takedown_undo(struct req *req, const struct takedown *takedown, const char *collection_id, const char *note,
                       struct takedown_plan *undone)
{
    g_auto(takedown_plan) plan = {.is_complete = true};
    struct act act = {takedown, "collection.restore", "moderation.restore", note, delete_mark};
    enum err e = end(req, takedown, collection_id, &plan);
    if (!e)
        e = act_on_all(req, &act, plan.touched);
    if (!e)
        e = accept_appeals(req, takedown, note, plan.touched);
    if (e)
        return e;
    *undone = plan;
    plan.touched = NULL;
    return OK;
}
