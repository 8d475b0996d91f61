/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/authorization.h"

enum err api_consent_delete(struct req *req, struct reply *reply)
{
    g_autoptr(account) account = NULL;
    enum err e = account_by_handle(req->db, req->variable[0], &account);
    if (!e)
        e = consent_delete(req->db, req->account->id, account->id);
    return e ? e : reply_nothing(reply);
}
