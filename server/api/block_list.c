/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "block_json.h"
#include "page.h"

enum err api_block_list(struct req *req, struct reply *reply)
{
    g_auto(page) page = {0};
    g_autoptr(GPtrArray) list = NULL;
    struct collection_place last = {0};
    enum err e = page_read(req, &page);
    if (!e)
        e = block_list(req->db, page.after.us, page.after.id, page.limit + 1, &list);
    if (e)
        return e;
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < page.limit; i++)
        json_array_append_new(items, block_json(list->pdata[i]));
    bool more = list->len > page.limit;
    if (more) {
        const struct block *b = list->pdata[page.limit - 1];
        last = (struct collection_place){.us = b->created_us, .id = b->id};
    }
    return page_reply_take(req, reply, items, &page, more ? &last : NULL, "");
}
