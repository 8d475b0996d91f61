/* SPDX-License-Identifier: Apache-2.0 */
#include "appeal.h"

#include "base/json.h"
#include "store/audit.h"
#include "store/event.h"

json_t *appeal_json(const struct appeal *a)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "id", a->id, "collection", a->collection_id,
                     "takedown", a->takedown_id, "text", a->text, "state", a->state, "note", a->note, "created",
                     json_time(a->created_us), "decided", json_time(a->decided_us));
}

json_t *appeal_whole_json(const struct appeal *a)
{
    json_t *json = appeal_json(a);
    json_object_update_new(json,
                           json_pack("{s:{s:s, s:s}, s:{s:s, s:s, s:o}, s:s?, s:s?}", "creator", "handle", a->handle,
                                     "name", a->name, "removed", "reason", a->reason, "note", a->removed_note, "since",
                                     json_time(a->removed_us), "moderator", a->moderator, "decider", a->decider));
    return json;
}

static enum err log_decision(struct req *req, const struct appeal *a, const char *outcome, const char *note)
{
    struct audit_entry entry = {
        .actor_id = req->account->id,
        .actor_handle = req->account->handle,
        .action = "appeal.decide",
        .subject_kind = "appeal",
        .subject_id = a->id,
        .note = note,
    };
    return audit_add_take(
        req->db, &entry, json_pack("{s:s}", "state", a->state),
        json_pack("{s:s, s:s, s:s}", "state", outcome, "collection", a->collection_id, "takedown", a->takedown_id),
        req->now_us);
}

static enum err tell(struct req *req, const struct appeal *a, const char *outcome, const char *note)
{
    struct announcement what = {a->account_id, NULL, "moderation.appeal", a->collection_id};
    return event_add_take(req->db, &what,
                          json_pack("{s:s, s:s, s:s, s:s}", "appeal", a->id, "collection", a->collection_id, "outcome",
                                    outcome, "note", note),
                          req->now_us);
}

enum err appeal_settle(struct req *req, const struct appeal *a, const char *outcome, const char *note)
{
    enum err e = appeal_decide(req->db, a->id, outcome, req->account->id, note, req->now_us);
    if (!e)
        e = log_decision(req, a, outcome, note);
    return e ? e : tell(req, a, outcome, note);
}

enum err appeal_accept_open(struct req *req, const char *takedown_id, const char *collection_id, const char *note)
{
    g_autoptr(appeal) open = NULL;
    enum err e = appeal_of_takedown(req->db, takedown_id, collection_id, &open);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    return appeal_settle(req, open, "accepted", note);
}
