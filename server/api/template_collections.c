/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"
#include "store/lineage.h"
#include "store/template.h"

/* Who used a template; also one that was withdrawn, for what was made with it stays. */
static enum err list(struct req *req, struct reply *reply)
{
    g_autoptr(template) t = NULL;
    int64_t hidden;
    struct collection_page query = {.order = COLLECTION_OF_TEMPLATE, .sees_all = req_role(req) >= ROLE_MODERATOR};
    enum err e = id_is_valid(req->variable[0]) ? template_call(req->db, req->variable[0], 0, &t) : E_NOT_FOUND;
    if (!e && t->is_removed && !query.sees_all)
        e = E_NOT_FOUND;
    if (e)
        return e;
    query.template_id = t->id;
    e = page_of_collections(req, reply, &query, "");
    if (!e)
        e = lineage_count_hidden(req->db, t->id, query.viewer_id, query.sees_all, &hidden);
    if (!e)
        json_object_set_new(reply->json, "hidden", json_integer(hidden));
    return e;
}

enum err api_template_collections(struct req *req, struct reply *reply)
{
    return page_in_one_view(req, reply, list);
}
