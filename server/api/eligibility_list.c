/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/clock.h"
#include "base/json.h"
#include "page.h"
#include "store/account.h"
#include "store/eligibility.h"

static const char *const yes_or_no[] = {"any", "true", "false", NULL};
enum { ANY, YES, NO };

static void require(struct eligibility_filter *f, int64_t bit, bool is_set)
{
    f->mask |= bit;
    f->bits |= is_set ? bit : 0;
}

static enum err read_condition(struct req *req, struct eligibility_filter *f)
{
    const char *name = req_query(req, "condition");
    int holds = ANY;
    enum err e = req_query_choice(req, "holds", yes_or_no, &holds);
    if (e || !name)
        return e || holds == ANY ? e : refuse(&req->refusals, "?holds", "wanted a condition beside it, came none");
    size_t place = condition_find(name);
    g_autofree char *names = condition_names();
    if (place == CONDITIONS)
        return refuse(&req->refusals, "?condition", "wanted one of %s, came \"%s\"", names, name);
    require(f, (int64_t)(holds == NO ? OUTCOME_FAILING : OUTCOME_HOLDING) << place, true);
    return OK;
}

static enum err read_time(struct req *req, const char *name, int64_t *us)
{
    const char *text = req_query(req, name);
    if (!text || clock_parse(text, us))
        return OK;
    g_autofree char *pointer = g_strdup_printf("?%s", name);
    return refuse(&req->refusals, pointer, "wanted a time such as 2026-11-22T18:19:54Z, came \"%s\"", text);
}

/* A creator who is not there has no collections. */
static enum err read_creator(struct req *req, struct account **account, struct eligibility_filter *f)
{
    const char *handle = req_query(req, "creator");
    if (!handle)
        return OK;
    enum err e = account_by_handle(req->db, handle, account);
    if (e == E_NOT_FOUND)
        return refuse(&req->refusals, "?creator", "wanted the handle of somebody; there is no \"%s\"", handle);
    if (!e)
        f->account_id = (*account)->id;
    return e;
}

static enum err worst(const enum err *outcomes, size_t count)
{
    enum err result = OK;
    for (size_t i = 0; i < count; i++)
        result = outcomes[i] && result != E_BROKEN ? outcomes[i] : result;
    return result;
}

static enum err read_filter(struct req *req, struct account **account, struct eligibility_filter *f)
{
    int eligible = ANY, nearly = ANY;
    enum err outcomes[] = {
        req_query_choice(req, "eligible", yes_or_no, &eligible),
        req_query_choice(req, "nearly", yes_or_no, &nearly),
        read_condition(req, f),
        read_time(req, "since", &f->from_us),
        read_time(req, "before", &f->before_us),
        read_creator(req, account, f),
    };
    if (eligible != ANY)
        require(f, OUTCOME_ELIGIBLE, eligible == YES);
    if (nearly == YES)
        f->nearest = NEARLY;
    return worst(outcomes, G_N_ELEMENTS(outcomes));
}

static json_t *names_json(int64_t outcome, int64_t first)
{
    json_t *names = json_array();
    for (size_t i = 0; i < CONDITIONS; i++)
        if (outcome & first << i)
            json_array_append_new(names, json_string(conditions[i]->name));
    return names;
}

static json_t *entry_json(const struct eligibility_entry *entry)
{
    return json_pack("{s:s, s:{s:s, s:s}, s:o, s:b, s:f, s:o, s:o, s:o, s:s?}", "collection", entry->collection_id,
                     "creator", "handle", entry->handle, "name", entry->name, "posted", json_time(entry->posted_us),
                     "eligible", (int)(entry->found.outcome & OUTCOME_ELIGIBLE), "nearness", entry->found.nearness,
                     "holding", names_json(entry->found.outcome, OUTCOME_HOLDING), "failing",
                     names_json(entry->found.outcome, OUTCOME_FAILING), "evaluated",
                     json_time(entry->found.evaluated_us), "template_identifier", entry->template_id);
}

static json_t *counts_json(const struct eligibility_counts *counts)
{
    json_t *by_condition = json_object();
    for (size_t i = 0; i < CONDITIONS; i++)
        json_object_set_new(
            by_condition, conditions[i]->name,
            json_pack("{s:I, s:I}", "holds", (json_int_t)counts->holding[i], "fails", (json_int_t)counts->failing[i]));
    return json_pack("{s:I, s:I, s:o}", "eligible", (json_int_t)counts->eligible, "not_eligible",
                     (json_int_t)counts->others, "conditions", by_condition);
}

/* How many there are on all pages, and over everything. */
static enum err add_counts(struct req *req, json_t *json, const struct eligibility_filter *f)
{
    struct eligibility_counts counts;
    int64_t count;
    enum err e = eligibility_count(req->db, f, &count);
    if (!e)
        e = eligibility_counts(req->db, &counts);
    if (e)
        return e;
    bool is_exact =
        count <= ELIGIBILITY_COUNT_MAX || (!f->nearest && !*f->account_id && !f->from_us && f->before_us == G_MAXINT64);
    json_object_set_new(json, "count", json_integer(is_exact ? count : ELIGIBILITY_COUNT_MAX));
    json_object_set_new(json, "count_is_exact", json_boolean(is_exact));
    json_object_set_new(json, "counts", counts_json(&counts));
    return OK;
}

static char *query_again(const struct req *req)
{
    static const char *const names[] = {"eligible", "condition", "holds", "nearly", "creator", "since", "before"};
    GString *query = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = req_query(req, names[i]);
        g_autofree char *escaped = value ? g_uri_escape_string(value, NULL, FALSE) : NULL;
        if (value)
            g_string_append_printf(query, "%s=%s&", names[i], escaped);
    }
    return g_string_free(query, FALSE);
}

static enum err answer(struct req *req, struct reply *reply, const struct page *page,
                       const struct eligibility_filter *f)
{
    g_autoptr(GPtrArray) list = NULL;
    g_autofree char *extra = query_again(req);
    struct eligibility_place after = {page->after.us, page->after.trend, page->after.id};
    struct collection_place last = {0};
    enum err e = eligibility_list(req->db, f, &after, page->limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page->limit; i++) {
        const struct eligibility_entry *entry = list->pdata[i];
        last = (struct collection_place){entry->posted_us, entry->found.nearness, entry->collection_id};
        json_array_append_new(items, entry_json(entry));
    }
    e = page_reply_take(req, reply, items, page, list->len > page->limit ? &last : NULL, extra);
    return e ? e : add_counts(req, reply->json, f);
}

static enum err list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(account) account = NULL;
    struct eligibility_filter f = {.account_id = "", .before_us = G_MAXINT64};
    enum err of_page = page_read(req, &page), e = read_filter(req, &account, &f);
    if (e || of_page)
        return e ? e : of_page;
    return answer(req, reply, &page, &f);
}

enum err api_eligibility_list(struct req *req, struct reply *reply)
{
    return page_in_one_view(req, reply, list);
}
