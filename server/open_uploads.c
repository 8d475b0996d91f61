/* SPDX-License-Identifier: Apache-2.0 */
#include "open_uploads.h"

#include "store/upload.h"

enum err open_uploads_check(struct req *req, struct reply *reply)
{
    int64_t most = req->server->config->upload_open_max, count;
    enum err e = upload_count_open(req->db, req->account->id, req->now_us, &count);
    if (e || count < most)
        return e;
    return reply_refuse(reply, E_UPLOADS_OPEN,
                        "You have %" G_GINT64_FORMAT " unfinished uploads; more are not taken at once. Finish or "
                        "delete one.",
                        count);
}
