/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"
#include "report_case.h"
#include "rule/takedown.h"

static enum err append(struct req *req, const struct report_case *c, json_t *items)
{
    json_t *json;
    enum err e = report_case_json(req, c, &json);
    if (!e)
        json_array_append_new(items, json);
    return e;
}

static enum err answer(struct req *req, struct reply *reply, const struct page *page, const GPtrArray *list,
                       const char *extra)
{
    json_auto_t *items = json_array();
    struct collection_place last = {0};
    bool more = list->len > page->limit;
    enum err e = OK;
    for (guint i = 0; i < list->len && i < page->limit && !e; i++)
        e = append(req, list->pdata[i], items);
    if (more) {
        const struct report_case *c = list->pdata[page->limit - 1];
        last = (struct collection_place){c->first_us, (double)c->reports, c->id};
    }
    return e ? e : page_reply_take(req, reply, json_incref(items), page, more ? &last : NULL, extra);
}

static enum err check_reason(struct req *req, const char *reason)
{
    if (!*reason || g_strv_contains(moderation_reasons, reason) || g_str_equal(reason, REPORT_WATCHED_WORD))
        return OK;
    return refuse(&req->refusals, "?reason", "wanted one of the reasons to report, came \"%s\"", reason);
}

static const char *given(const struct req *req, const char *name, GString *extra)
{
    const char *value = req_query(req, name);
    page_keep(req, name, extra);
    return value ? value : "";
}

static enum err list(struct req *req, struct reply *reply)
{
    static const char *const states[] = {"open", "assigned", "closed", "all", NULL};
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GString) extra = g_string_new(NULL);
    int state = 0;
    struct report_case_page query = {.reason = given(req, "reason", extra), .assignee = given(req, "assignee", extra)};
    page_keep(req, "state", extra);
    enum err e = req_query_choice(req, "state", states, &state);
    if (!e)
        e = check_reason(req, query.reason);
    if (!e)
        e = page_read(req, &page);
    if (e)
        return e;
    query.state = states[state + 1] ? states[state] : "";
    query.after_reports = page.after.trend;
    query.after_us = page.after.us;
    query.after_id = page.after.id;
    query.limit = page.limit + 1;
    e = report_case_list(req->db, &query, &list);
    return e ? e : answer(req, reply, &page, list, extra->str);
}

/* The queue: one item a subject. */
enum err api_report_list(struct req *req, struct reply *reply)
{
    return page_in_one_view(req, reply, list);
}
