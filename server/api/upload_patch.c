/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "arrival.h"
#include "tus.h"

enum err api_upload_patch(struct req *req, struct reply *reply)
{
    struct arrival *a = req->arrival;
    g_autoptr(upload) still = NULL;
    reply->status = 204;
    if (!a->draft)
        return tus_tell_stored(req, reply, a->upload);
    enum err e = arrival_end(a);
    /* It may have been deleted while the bytes came. */
    if (!e)
        e = tus_find(req, reply, req->db, a->upload->id, &still);
    return e ? e : tus_tell(req, reply, still, a->draft);
}
