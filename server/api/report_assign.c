/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "report_case.h"

static enum err find_moderator(struct req *req, const char *handle, struct account **out)
{
    g_autoptr(account) account = NULL;
    enum err e = account_by_handle(req->db, handle, &account);
    if (e && e != E_NOT_FOUND)
        return e;
    if (e || account->role < ROLE_MODERATOR)
        return refuse(&req->refusals, "/to", "wanted the handle of a moderator, or null");
    *out = g_steal_pointer(&account);
    return OK;
}

enum err api_report_assign(struct req *req, struct reply *reply)
{
    g_autoptr(report_case) c = NULL;
    g_autoptr(account) account = NULL;
    const char *to;
    enum err e = report_assign_check(req->body, &req->refusals, &to);
    if (!e)
        e = report_case_look(req, reply, &c);
    if (!e && to)
        e = find_moderator(req, to, &account);
    if (!e)
        e = report_case_assign(req->db, c->id, account ? account->id : NULL);
    return e ? e : report_case_changed(req, reply, c, "report.assign", "");
}
