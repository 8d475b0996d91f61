/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "authorization_json.h"
#include "page.h"

enum err api_consent_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {0};
    enum err e = page_read(req, &page);
    if (!e)
        e = consent_list(req->db, req->account->id, page.after.us, page.after.id, page.limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++) {
        const struct consent_entry *entry = list->pdata[i];
        json_array_append_new(items, consent_json(&entry->person, entry->consent));
        last = (struct collection_place){.us = entry->created_us, .id = entry->person.id};
    }
    return page_reply_take(req, reply, items, &page, list->len > page.limit ? &last : NULL, "");
}
