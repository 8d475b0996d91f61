/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "authorization_json.h"

enum err api_consent_put(struct req *req, struct reply *reply)
{
    g_autoptr(account) account = NULL;
    enum consent consent;
    enum err e = consent_check(req->body, &req->refusals, &consent);
    if (!e)
        e = account_by_handle(req->db, req->variable[0], &account);
    if (e)
        return e;
    if (strcmp(account->id, req->account->id) == 0)
        return reply_refuse(reply, E_INVALID, "Nobody needs her own consent.");
    e = consent_put(req->db, req->account->id, account->id, consent, req->now_us);
    struct party person = {account->id, account->handle, account->name};
    return e ? e : reply_json_take(reply, consent_json(&person, consent));
}
