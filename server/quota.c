/* SPDX-License-Identifier: Apache-2.0 */
#include "quota.h"

#include "store/blob.h"

enum err quota_check(const struct req *req)
{
    int64_t quota = req->server->config->media_quota, bytes = 0;
    if (!quota)
        return OK;
    enum err e = media_bytes_of_account(req->db, req->account->id, &bytes);
    if (!e && bytes > quota)
        e = E_QUOTA;
    return e;
}
