/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "tus.h"

/* Of a file that is refused only now, the reason is told like that of one refused before. */
enum err api_upload_head(struct req *req, struct reply *reply)
{
    g_autoptr(upload) u = NULL, now = NULL;
    enum err e = tus_find(req, reply, req->db, req->variable[0], &u);
    if (e)
        return e;
    reply_header(reply, "Upload-Length", "%" G_GINT64_FORMAT, u->length_bytes);
    if (*u->metadata)
        reply_header(reply, "Upload-Metadata", "%s", u->metadata);
    e = tus_tell_stored(req, reply, u);
    if (!e || e == E_LOCKED || err_info(e)->status >= 500)
        return e;
    return tus_find(req, reply, req->db, req->variable[0], &now) ? E_GONE : e;
}
