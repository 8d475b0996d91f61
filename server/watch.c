/* SPDX-License-Identifier: Apache-2.0 */
#include "watch.h"

#include "store/audit.h"
#include "store/words.h"

/* By the server itself. */
static enum err report(struct req *req, const struct collection *c, const GPtrArray *words)
{
    json_t *found = json_array();
    for (guint i = 0; i < words->len; i++)
        json_array_append_new(found, json_string(((const struct word *)words->pdata[i])->text));
    struct audit_entry entry = {.action = "words.found", .subject_kind = "collection", .subject_id = c->id, .note = ""};
    return audit_add_take(req->db, &entry, NULL, json_pack("{s:o}", "words", found), req->now_us);
}

enum err watch_collection(struct req *req, const struct collection *c)
{
    GPtrArray *list = NULL;
    enum err e = words_get(req->db, &list);
    if (e)
        return e;
    g_autoptr(words) words = words_new_take(list);
    g_autoptr(GPtrArray) reported = g_ptr_array_new();
    e = words_look(words, c->document, &req->refusals, reported);
    return e || !reported->len ? e : report(req, c, reported);
}
