/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "page.h"
#include "store/audit.h"

static json_t *item_json(const struct audit *a)
{
    return json_pack("{s:I, s:s?, s:s, s:{s:s, s:s}, s:s?, s:s, s:O?, s:O?, s:o}", "id", (json_int_t)a->id, "actor",
                     a->actor_handle, "action", a->action, "subject", "kind", a->subject_kind, "id", a->subject_id,
                     "reason", a->reason, "note", a->note, "before", a->before, "after", a->after, "created",
                     json_time(a->created_us));
}

static json_t *items_json(const GPtrArray *list, int64_t limit)
{
    json_t *items = json_array();
    for (guint i = 0; i < list->len && i < limit; i++)
        json_array_append_new(items, item_json(list->pdata[i]));
    return items;
}

static const char *filter(const struct req *req, const char *name, GString *extra)
{
    const char *value = req_query(req, name);
    page_keep(req, name, extra);
    return value ? value : "";
}

/* Who did what, newest first. */
enum err api_audit_list(struct req *req, struct reply *reply)
{
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GString) extra = g_string_new(NULL);
    struct audit_page page = {
        .subject_id = filter(req, "subject", extra),
        .action = filter(req, "action", extra),
        .actor_handle = filter(req, "actor", extra),
    };
    int64_t limit;
    enum err e = page_read_numbered(req, &limit, &page.before_id);
    if (e)
        return e;
    page.limit = limit + 1;
    e = audit_list(req->db, &page, &list);
    if (e)
        return e;
    int64_t last = list->len > limit ? ((const struct audit *)list->pdata[limit - 1])->id : 0;
    return page_reply_numbered_take(req, reply, items_json(list, limit), limit, last, extra->str);
}
