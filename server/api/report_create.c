/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "base/json.h"
#include "look.h"
#include "store/report.h"
#include "store/template.h"

/* What is reported must be somebody else's, and there for the one who reports. */
static enum err refuse_subject(struct req *req, enum report_kind kind, enum err found)
{
    g_autofree char *pointer = g_strconcat("/", report_kind_name(kind), NULL);
    if (found && found != E_NOT_FOUND)
        return found;
    return refuse(&req->refusals, pointer,
                  found ? "there is nothing by this name, or nothing that you may see" : "wanted somebody else's");
}

static enum err find_collection(struct req *req, const char *name, const json_t *image, struct new_report *what)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_named_collection(req, name, &c);
    if (e || look_is_owner(req, c))
        return refuse_subject(req, REPORT_COLLECTION, e);
    if (json_integer_value(image) >= (json_int_t)collection_image_count(c))
        return refuse(&req->refusals, "/image", "there is no such image");
    what->subject_id = name;
    what->image = image ? json_integer_value(image) : REPORT_NO_IMAGE;
    return OK;
}

static enum err find_template(struct req *req, const char *name, struct new_report *what)
{
    g_autoptr(template) t = NULL;
    enum err e = template_call(req->db, name, 0, &t);
    if (!e && (!t->is_active || t->is_removed))
        e = E_NOT_FOUND;
    if (e || strcmp(t->account_id, req->account->id) == 0)
        return refuse_subject(req, REPORT_TEMPLATE, e);
    what->subject_id = name;
    return OK;
}

static enum err find_account(struct req *req, const char *name, struct new_report *what, struct account **account)
{
    enum err e = account_by_handle(req->db, name, account);
    if (e || strcmp((*account)->id, req->account->id) == 0)
        return refuse_subject(req, REPORT_ACCOUNT, e);
    what->subject_id = (*account)->id;
    return OK;
}

static json_t *report_json(const struct report *r, const char *kind, const char *name)
{
    json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", r->id, kind, name, "reason", r->reason, "note", r->note,
                             "created", json_time(r->created_us));
    if (r->image != REPORT_NO_IMAGE)
        json_object_set_new(json, "image", json_integer(r->image));
    return json;
}

static enum err find_subject(struct req *req, const json_t *asked, struct new_report *what, struct account **account)
{
    const char *name = json_string_value(json_object_get(asked, report_kind_name(what->kind)));
    switch (what->kind) {
    case REPORT_COLLECTION:
        return find_collection(req, name, json_object_get(asked, "image"), what);
    case REPORT_TEMPLATE:
        return find_template(req, name, what);
    default:
        return find_account(req, name, what, account);
    }
}

/* A second one by the same person is answered with the first. */
enum err api_report_create(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(account) account = NULL;
    g_autoptr(report) stands = NULL;
    struct new_report what = {.image = REPORT_NO_IMAGE, .reporter_id = req->account->id};
    bool is_new;
    enum err e = report_check(req->body, &req->refusals, &asked, &what.kind);
    if (!e)
        e = find_subject(req, asked, &what, &account);
    if (e)
        return e;
    const char *kind = report_kind_name(what.kind);
    what.reason = json_string_value(json_object_get(asked, "reason"));
    what.note = json_string_value(json_object_get(asked, "note"));
    e = report_add(req->db, &what, req->now_us, &stands, &is_new);
    if (e)
        return e;
    reply->status = is_new ? 201 : 200;
    return reply_json_take(reply, report_json(stands, kind, json_string_value(json_object_get(asked, kind))));
}
