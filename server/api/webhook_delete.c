/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/webhook.h"

enum err api_webhook_delete(struct req *req, struct reply *reply)
{
    enum err e = webhook_delete(req->db, req->variable[0]);
    return e ? e : reply_nothing(reply);
}
