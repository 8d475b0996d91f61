/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "act.h"
#include "block_json.h"

enum err api_block_delete(struct req *req, struct reply *reply)
{
    g_autoptr(block) b = NULL;
    enum err e = block_get(req->db, req->variable[0], &b);
    if (!e)
        e = block_delete(req->db, b->id);
    if (!e)
        e = act_audit_take(req, &(struct act){"block.delete", "block", b->id, NULL}, block_json(b), NULL);
    return e ? e : reply_nothing(reply);
}
