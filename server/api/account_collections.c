/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"

enum err api_account_collections(struct req *req, struct reply *reply)
{
    g_autoptr(account) account = NULL;
    enum err e = account_by_handle(req->db, req->variable[0], &account);
    if (e)
        return e;
    struct collection_page query = {
        .order = COLLECTION_OF_ACCOUNT,
        .account_id = account->id,
        .sees_all = req_role(req) >= ROLE_MODERATOR,
    };
    return page_of_collections(req, reply, &query, "");
}
