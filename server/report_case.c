/* SPDX-License-Identifier: Apache-2.0 */
#include "report_case.h"

#include <string.h>

#include "base/json.h"
#include "store/audit.h"

enum err report_case_look(struct req *req, struct reply *reply, struct report_case **out)
{
    g_autoptr(report_case) c = NULL;
    enum err e = report_case_get(req->db, req->variable[0], &c);
    if (e)
        return e;
    if (strcmp(c->state, "closed") == 0)
        return reply_refuse(reply, E_STATE, "This case is closed.");
    *out = g_steal_pointer(&c);
    return OK;
}

static void append_reason(void *reasons, const char *reason, int64_t count)
{
    json_array_append_new(reasons, json_pack("{s:s, s:I}", "reason", reason, "count", (json_int_t)count));
}

static json_t *newest_json(const GPtrArray *list)
{
    json_t *newest = json_array();
    for (guint i = 0; i < list->len; i++) {
        const struct report *r = list->pdata[i];
        json_t *image = r->image == REPORT_NO_IMAGE ? json_null() : json_integer(r->image);
        json_array_append_new(newest,
                              json_pack("{s:s?, s:s, s:o, s:s, s:o}", "reporter", r->reporter, "reason", r->reason,
                                        "image", image, "note", r->note, "created", json_time(r->created_us)));
    }
    return newest;
}

static json_t *case_json(const struct report_case *c, json_t *reasons, json_t *newest)
{
    return json_pack("{s:s, s:{s:s, s:s, s:s?}, s:s, s:I, s:O, s:o, s:o, s:o, s:s?, s:s?, s:s, s:o}", "id", c->id,
                     "subject", "kind", c->subject_kind, "id", c->subject_id, "handle", c->person, "state", c->state,
                     "reports", (json_int_t)c->reports, "reasons", reasons, "first", json_time(c->first_us), "last",
                     json_time(c->last_us), "newest", newest, "assignee", c->assignee, "outcome", c->outcome, "note",
                     c->note, "closed", json_time(c->closed_us));
}

enum err report_case_json(struct req *req, const struct report_case *c, json_t **out)
{
    json_auto_t *reasons = json_array();
    g_autoptr(GPtrArray) newest = NULL;
    enum err e = report_reasons(req->db, c->id, append_reason, reasons);
    if (!e)
        e = report_newest(req->db, c->id, CASE_NEWEST_MAX, &newest);
    if (!e)
        *out = case_json(c, reasons, newest_json(newest));
    return e;
}

static json_t *state_json(const struct report_case *c)
{
    return json_pack("{s:s, s:s?, s:s?}", "state", c->state, "assignee", c->assignee, "outcome", c->outcome);
}

static enum err log_change(struct req *req, const struct report_case *before, const struct report_case *after,
                           const char *action, const char *note)
{
    struct audit_entry entry = {
        .actor_id = req->account->id,
        .actor_handle = req->account->handle,
        .action = action,
        .subject_kind = "report",
        .subject_id = before->id,
        .note = note,
    };
    return audit_add_take(req->db, &entry, state_json(before), state_json(after), req->now_us);
}

enum err report_case_changed(struct req *req, struct reply *reply, const struct report_case *before, const char *action,
                             const char *note)
{
    g_autoptr(report_case) after = NULL;
    json_t *json;
    enum err e = report_case_get(req->db, before->id, &after);
    if (!e)
        e = log_change(req, before, after, action, note);
    if (!e)
        e = report_case_json(req, after, &json);
    return e ? e : reply_json_take(reply, json);
}

static enum err uphold(struct req *req, const char *id, const char *note)
{
    g_autoptr(report_case) before = NULL, after = NULL;
    enum err e = report_case_get(req->db, id, &before);
    if (!e)
        e = report_case_close(req->db, id, "upheld", note, req->now_us);
    if (!e)
        e = report_case_get(req->db, id, &after);
    return e ? e : log_change(req, before, after, "report.close", note);
}

enum err report_case_uphold(struct req *req, enum report_kind kind, const char *subject_id, const char *note)
{
    g_autofree char *id = NULL;
    enum err e = report_case_of_subject(req->db, report_kind_name(kind), subject_id, &id);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    return uphold(req, id, note);
}
