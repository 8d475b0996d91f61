/* SPDX-License-Identifier: Apache-2.0 */
#include "policy_reply.h"

#include "act.h"
#include "base/json.h"
#include "rule/field.h"
#include "rule/policy.h"
#include "store/eligibility.h"
#include "store/text_print.h"

enum { NOTE_MAX = 1000 };

json_t *policy_json(const struct policy_row *row)
{
    return json_pack("{s:I, s:o, s:s?, s:s, s:O}", "version", (json_int_t)row->version, "created",
                     json_time(row->created_us), "by", row->handle, "note", row->note, "policy", row->document);
}

enum err policy_look(struct req *req, struct policy_row **out)
{
    gint64 version;
    if (!g_ascii_string_to_signed(req->variable[0], 10, 1, G_MAXINT64, &version, NULL))
        return E_NOT_FOUND;
    return policy_get(req->db, version, out);
}

static json_t *progress_json(const struct policy_sweep *s, const struct eligibility_counts *counts)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:o, s:o}", "looked_at", (json_int_t)s->looked_at, "collections",
                     (json_int_t)counts->eligible + (json_int_t)counts->others, "gained", (json_int_t)s->gained, "lost",
                     (json_int_t)s->lost, "started", json_time(s->started_us), "finished", json_time(s->finished_us));
}

static enum err add_progress(struct db_conn *db, int64_t version, json_t *json)
{
    struct policy_sweep sweep;
    struct eligibility_counts counts;
    json_t *progress = NULL;
    enum err e = policy_sweep_get(db, &sweep);
    if (!e)
        e = eligibility_counts(db, &counts);
    if (!e && sweep.version == version)
        progress = progress_json(&sweep, &counts);
    json_object_set_new(json, "evaluation", progress ? progress : json_null());
    return e == E_NOT_FOUND ? OK : e;
}

enum err policy_reply(struct req *req, struct reply *reply)
{
    g_autoptr(policy_row) row = NULL;
    enum err e = policy_newest(req->db, &row);
    if (e)
        return e;
    json_auto_t *json = policy_json(row);
    e = add_progress(req->db, row->version, json);
    reply->version = row->version;
    return e ? e : reply_json_take(reply, json_incref(json));
}

/* Beside the tree, whose members policy_check knows. */
static const struct field alone[] = {{}};
static const struct field with_note[] = {
    {.name = "note", .kind = FIELD_LINES, .max = NOTE_MAX, .fallback = "\"\""},
    {},
};
static const struct field bodies[] = {
    [POLICY_ALONE] = {.kind = FIELD_OBJECT, .of = alone},
    [POLICY_WITH_NOTE] = {.kind = FIELD_OBJECT, .of = with_note},
};

static enum err tree_check(const struct path *whole, const json_t *given)
{
    struct path at = path_member(whole, "policy");
    return given ? policy_check(&at, given) : path_refuse(&at, "wanted an object, came nothing");
}

enum err policy_of_body(struct req *req, enum policy_body kind, json_t **policy, json_t **rest)
{
    struct path whole = {.refusals = &req->refusals};
    json_t *tree = json_object_get(req->body, "policy");
    json_auto_t *others = json_is_object(req->body) ? json_copy(req->body) : json_incref(req->body);
    json_object_del(others, "policy");
    enum err of_others = field_check(&whole, &bodies[kind], others, rest);
    enum err of_tree = json_is_object(req->body) ? tree_check(&whole, tree) : E_INVALID;
    if (of_others || of_tree)
        return E_INVALID;
    *policy = tree;
    return OK;
}

int64_t policy_kinds(const struct policy *policy)
{
    size_t count;
    int64_t kinds = 0;
    const struct sharing *sharings = policy_sharings(policy, &count);
    for (size_t i = 0; i < count; i++)
        kinds |= sharings[i].scope == SHARE_TEXT ? TEXT_KEEPING_EACH : sharings[i].level ? 1 << sharings[i].level : 0;
    return kinds;
}

enum err policy_keep(struct db_conn *db, int64_t kinds, bool *all_kept)
{
    struct text_keeping keeping;
    enum err e = text_keeping_get(db, &keeping);
    if (e)
        return e;
    *all_kept = !(kinds & ~keeping.kinds) && g_str_equal(keeping.after_id, TEXT_KEEPING_DONE);
    if (!(kinds & ~keeping.kinds))
        return OK;
    keeping.kinds |= kinds;
    *keeping.after_id = '\0';
    return text_keeping_set(db, &keeping);
}

static enum err write_down(struct req *req, const json_t *before, json_t *policy, const char *note, int64_t version)
{
    g_autofree char *subject = g_strdup_printf("%" G_GINT64_FORMAT, version);
    json_auto_t *body = json_pack("{s:s}", "note", note);
    struct act act = {"policy.put", "policy", subject, body};
    return act_audit_take(req, &act, json_incref((json_t *)before), json_incref(policy));
}

static enum err insert(struct req *req, json_t *policy, const char *note, int64_t version)
{
    struct policy_row row = {.version = version,
                             .document = policy,
                             .created_us = req->now_us,
                             .account_id = req->account->id,
                             .handle = req->account->handle,
                             .note = (char *)note};
    g_autoptr(policy) compiled = policy_compile(policy);
    bool all_kept;
    enum err e = policy_insert(req->db, &row);
    if (!e)
        e = policy_keep(req->db, policy_kinds(compiled), &all_kept);
    return e ? e : policy_sweep_start(req->db, version, req->now_us);
}

enum err policy_store(struct req *req, struct reply *reply, json_t *policy, const char *note)
{
    g_autoptr(policy_row) newest = NULL;
    enum err e = policy_newest(req->db, &newest);
    if (!e)
        e = req_if_match(req, newest->version);
    bool is_new = !e && !json_equal(newest->document, policy);
    if (is_new)
        e = insert(req, policy, note, newest->version + 1);
    if (!e && is_new)
        e = write_down(req, newest->document, policy, note, newest->version + 1);
    server_want_evaluation(req->server);
    return e ? e : policy_reply(req, reply);
}
