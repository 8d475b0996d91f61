/* SPDX-License-Identifier: Apache-2.0 */
#include "credits.h"

#include <math.h>

enum err credits_list(struct req *req, const struct collection *c, int64_t depth, GPtrArray **out)
{
    g_auto(lineage) found = {0};
    struct lineage_page query = {.direction = LINEAGE_FROM,
                                 .collection_id = c->id,
                                 .viewer_id = req_viewer(req),
                                 .sees_all = req_role(req) >= ROLE_MODERATOR,
                                 .depth = depth,
                                 .after = {G_MAXINT64, HUGE_VAL, "~"},
                                 .limit = CREDITS_MAX};
    enum err e = lineage_list(req->db, &query, &found);
    if (!e)
        *out = g_steal_pointer(&found.items);
    return e;
}
