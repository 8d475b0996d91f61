/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "appeal.h"
#include "page.h"

static const char *const states[] = {"open", "decided", "all", NULL};

enum err api_appeal_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {0};
    int state;
    enum err e = req_query_choice(req, "state", states, &state);
    if (!e)
        e = page_read(req, &page);
    if (e)
        return e;
    struct appeal_page query = {states[state + 1] ? states[state] : "", page.after.trend, page.after.id,
                                page.limit + 1};
    e = appeal_list(req->db, &query, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++)
        json_array_append_new(items, appeal_whole_json(list->pdata[i]));
    bool more = list->len > page.limit;
    if (more) {
        const struct appeal *a = list->pdata[page.limit - 1];
        last = (struct collection_place){.trend = -(double)a->created_us, .id = a->id};
    }
    g_autofree char *extra = g_strdup_printf("state=%s&", states[state]);
    return page_reply_take(req, reply, items, &page, more ? &last : NULL, extra);
}
