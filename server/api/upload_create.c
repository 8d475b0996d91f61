/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "arrival.h"
#include "blob/upload.h"
#include "exchange.h"
#include "open_uploads.h"
#include "tus.h"

#define ADDRESS "/v1/uploads/"

static enum err insert(struct req *req, struct reply *reply, void *context)
{
    const struct upload *upload = context;
    enum err e = open_uploads_check(req, reply);
    if (!e)
        e = upload_insert(req->db, upload);
    if (e)
        return e;
    g_autofree char *location = g_strconcat(ADDRESS, upload->id, NULL);
    return reply_created_take(reply, NULL, location);
}

/* The reply of a request before this one, under the same key, whose upload may have gone on since. */
static enum err tell_earlier(struct req *req, struct reply *reply)
{
    g_autoptr(upload) earlier = NULL;
    enum err e = tus_find(req, reply, req->db, reply->location + strlen(ADDRESS), &earlier);
    return e ? e : tus_tell_stored(req, reply, earlier);
}

enum err api_upload_create(struct req *req, struct reply *reply)
{
    struct arrival *a = req->arrival;
    enum err e = arrival_end(a);
    if (!e)
        e = exchange_write(req, reply, insert, a->upload);
    if (e)
        return e;
    if (!g_str_has_suffix(reply->location, a->upload->id))
        return tell_earlier(req, reply);
    blob_upload_stay(a->draft);
    return tus_tell(req, reply, a->upload, a->draft);
}
