/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"

#include "store/audit.h"

enum err act_audit_take(struct req *req, const struct act *act, json_t *before, json_t *after)
{
    const char *note = json_string_value(json_object_get(act->body, "note"));
    struct audit_entry entry = {
        .actor_id = req->account->id,
        .actor_handle = req->account->handle,
        .action = act->action,
        .subject_kind = act->subject_kind,
        .subject_id = act->subject_id,
        .reason = json_string_value(json_object_get(act->body, "reason")),
        .note = note ? note : "",
    };
    return audit_add_take(req->db, &entry, before, after, req->now_us);
}
