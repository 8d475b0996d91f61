/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"

/* An old version comes into force again as a new one. */
enum err api_policy_restore(struct req *req, struct reply *reply)
{
    g_autoptr(policy_row) row = NULL;
    enum err e = policy_look(req, &row);
    if (e)
        return e;
    /* Checked again: it may be from before a rule of today. */
    struct path at = {.refusals = &req->refusals};
    e = policy_check(&at, row->document);
    g_autofree char *note = g_strdup_printf("version %" G_GINT64_FORMAT " again", row->version);
    return e ? e : policy_store(req, reply, row->document, note);
}
