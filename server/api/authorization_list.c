/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_reply.h"
#include "page.h"

static enum err items_json(struct req *req, const GPtrArray *list, int64_t limit, json_t *items)
{
    enum err e = OK;
    for (guint i = 0; i < list->len && i < limit && !e; i++) {
        json_t *item;
        e = authorization_whole_json(req, list->pdata[i], &item);
        if (!e)
            json_array_append_new(items, item);
    }
    return e;
}

static enum err answer(struct req *req, struct reply *reply, const struct page *page, const GPtrArray *list,
                       const char *extra)
{
    json_auto_t *items = json_array();
    struct collection_place last = {0};
    bool more = list->len > page->limit;
    enum err e = items_json(req, list, page->limit, items);
    if (more) {
        const struct authorization *a = list->pdata[page->limit - 1];
        last = (struct collection_place){.us = a->requested_us, .id = a->id};
    }
    return e ? e : page_reply_take(req, reply, json_incref(items), page, more ? &last : NULL, extra);
}

enum err api_authorization_list(struct req *req, struct reply *reply)
{
    static const char *const roles[] = {"requester", "creator", NULL};
    static const char *const states[] = {"any",     "pending",   "granted", "denied",
                                         "expired", "withdrawn", "revoked", NULL};
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    int role = 0, state = 0;
    enum err e = req_query_choice(req, "role", roles, &role);
    if (!e)
        e = req_query_choice(req, "state", states, &state);
    if (!e)
        e = page_read(req, &page);
    if (e)
        return e;
    struct authorization_page query = {
        .is_creator = role == 1,
        .account_id = req->account->id,
        .state = state ? states[state] : "",
        .before_us = page.after.us,
        .before_id = page.after.id,
        .limit = page.limit + 1,
    };
    g_autofree char *extra = g_strdup_printf("role=%s&state=%s&", roles[role], states[state]);
    e = authorization_list(req->db, &query, &list);
    return e ? e : answer(req, reply, &page, list, extra);
}
