/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"
#include "policy_reply.h"

/* The versions, newest first. A version's number is its place in the list. */
enum err api_policy_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {.id = PAGE_NO_ID};
    enum err e = page_read(req, &page);
    if (!e)
        e = policy_list(req->db, page.after.us, page.limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++) {
        const struct policy_row *row = list->pdata[i];
        last.us = row->version;
        json_array_append_new(items, policy_json(row));
    }
    return page_reply_take(req, reply, items, &page, list->len > page.limit ? &last : NULL, "");
}
