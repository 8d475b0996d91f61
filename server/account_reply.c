/* SPDX-License-Identifier: Apache-2.0 */
#include "account_reply.h"

#include "collection_json.h"

enum err account_reply(struct req *req, struct reply *reply, const struct account *account, bool to_others)
{
    struct account_counts counts;
    bool followed = false;
    enum err e = account_counts(req->db, account->id, &counts);
    if (!e && to_others)
        e = follow_exists(req->db, req_viewer(req), account->id, &followed);
    if (e)
        return e;
    json_t *json = account_json(account, &counts);
    if (to_others) {
        json_object_set_new(json, "followed", json_boolean(followed));
        json_object_del(json, "consent");
    }
    reply->version = account->version;
    return reply_json_take(reply, json);
}
