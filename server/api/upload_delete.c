/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "blob/upload.h"
#include "exchange.h"
#include "tus.h"

static enum err remove_row(struct req *req, struct reply *reply, void *context)
{
    (void)context;
    enum err e = upload_delete(req->db, req->variable[0]);
    return e ? e : reply_nothing(reply);
}

/* First the row: a file without one is swept, a row without its file would promise what is not there. */
enum err api_upload_delete(struct req *req, struct reply *reply)
{
    g_autoptr(upload) u = NULL;
    enum err e = tus_find(req, reply, req->db, req->variable[0], &u);
    if (!e)
        e = exchange_write(req, reply, remove_row, NULL);
    return e ? e : blob_upload_delete(req->server->blobs, u->id);
}
