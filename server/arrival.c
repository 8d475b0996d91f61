/* SPDX-License-Identifier: Apache-2.0 */
#include "arrival.h"

#include <string.h>

#include "blob/upload.h"
#include "tus.h"

static enum err check_type(const struct req *req, struct reply *reply)
{
    const char *type = req_header(req, "Content-Type");
    if (type && g_ascii_strcasecmp(type, TUS_BYTES_TYPE) == 0)
        return OK;
    return reply_refuse(reply, E_CONTENT_TYPE, "The bytes of an upload come as " TUS_BYTES_TYPE ".");
}

static enum err number_header(struct req *req, const char *name, int64_t *number)
{
    if (tus_number(req_header(req, name), number))
        return OK;
    g_autofree char *pointer = g_strconcat("header:", name, NULL);
    return refuse(&req->refusals, pointer, "wanted a whole number of bytes, came %s",
                  req_header(req, name) ? req_header(req, name) : "none");
}

static enum err read_length(struct req *req, struct reply *reply, int64_t *length)
{
    int64_t most = req->server->config->media_bytes_max;
    if (req_header(req, "Upload-Defer-Length"))
        return refuse(&req->refusals, "header:Upload-Defer-Length", "wanted Upload-Length: it cannot be told later");
    enum err e = number_header(req, "Upload-Length", length);
    if (!e && *length > most)
        return reply_refuse(reply, E_TOO_LARGE,
                            "The file is larger than the %" G_GINT64_FORMAT " bytes that are taken here.", most);
    return e;
}

/* A new upload: its file is made, its row not yet. */
static enum err start_new(struct req *req, struct reply *reply, struct arrival *a, uint64_t content_length)
{
    const char *metadata = req_header(req, "Upload-Metadata");
    int64_t length;
    char id[ID_SIZE];
    enum err e = read_length(req, reply, &length);
    if (!e && metadata)
        e = tus_metadata_check(&req->refusals, metadata);
    if (!e && content_length)
        e = check_type(req, reply);
    if (e)
        return e;
    id_new(req->now_us, id);
    a->upload = g_new(struct upload, 1);
    *a->upload = (struct upload){
        .id = g_strdup(id),
        .account_id = g_strdup(req->account->id),
        .length_bytes = length,
        .metadata = g_strdup(metadata ? metadata : ""),
        .created_us = req->now_us,
        .expires_us = req->now_us + req->server->config->upload_ttl * 1000000,
    };
    return blob_upload_new(req->server->blobs, id, &a->draft);
}

static enum err check_offset(struct reply *reply, int64_t end, int64_t offset)
{
    if (offset == end)
        return OK;
    reply_header(reply, "Upload-Offset", "%" G_GINT64_FORMAT, end);
    return reply_refuse(reply, E_OFFSET,
                        "The upload ends at byte %" G_GINT64_FORMAT ", the request begins at %" G_GINT64_FORMAT ".",
                        end, offset);
}

static enum err start_further(struct req *req, struct reply *reply, struct db_conn *db, struct arrival *a)
{
    int64_t offset;
    enum err e = check_type(req, reply);
    if (!e)
        e = number_header(req, "Upload-Offset", &offset);
    if (!e)
        e = tus_find(req, reply, db, req->variable[0], &a->upload);
    /* The last request again, whose reply was lost: there is nothing to open any more. */
    if (!e && tus_goes_on_alone(req, a->upload))
        return check_offset(reply, a->upload->length_bytes, offset);
    if (!e)
        e = blob_upload_open(req->server->blobs, a->upload->id, &a->draft);
    return e ? e : check_offset(reply, blob_upload_end(a->draft), offset);
}

static enum err start_checksum(struct req *req, struct reply *reply, struct arrival *a)
{
    const char *header = req_header(req, "Upload-Checksum");
    if (!header || !a->draft)
        return OK;
    if (!tus_checksum_parse(header, &a->wanted))
        return reply_refuse(reply, E_MALFORMED, "Upload-Checksum wants one of " TUS_ALGORITHMS " and base64 of it.");
    a->digest = a->wanted.algorithm == TUS_SHA1 ? digest_new_sha1() : digest_new();
    return blob_upload_doubt(a->draft);
}

enum err arrival_start(struct req *req, struct reply *reply, struct db_conn *db, uint64_t content_length)
{
    struct arrival *a = req->arrival = g_new0(struct arrival, 1);
    a->server = req->server;
    a->is_new = !req->variable[0];
    enum err e = a->is_new ? start_new(req, reply, a, content_length) : start_further(req, reply, db, a);
    return e ? e : start_checksum(req, reply, a);
}

uint64_t arrival_room(const struct arrival *a)
{
    return a->draft ? (uint64_t)MAX(0, a->upload->length_bytes - blob_upload_end(a->draft)) : 0;
}

enum err arrival_write(struct arrival *a, const void *data, size_t size)
{
    if (a->digest)
        digest_add(a->digest, data, size);
    return blob_draft_write(a->draft, data, size);
}

static bool is_as_wanted(struct arrival *a)
{
    unsigned char digest[DIGEST_BYTES_MAX];
    size_t size;
    digest_bytes(a->digest, digest, &size);
    return size == a->wanted.size && memcmp(digest, a->wanted.digest, size) == 0;
}

enum err arrival_end(struct arrival *a)
{
    enum err e;
    if (!a->digest) {
        e = blob_upload_sync(a->draft);
    } else if (is_as_wanted(a)) {
        e = blob_upload_trust(a->draft);
    } else {
        e = blob_upload_drop(a->draft);
        e = e ? e : E_CHECKSUM;
    }
    a->is_settled = !e || e == E_CHECKSUM;
    return e;
}

void arrival_release(struct arrival *a)
{
    g_clear_pointer(&a->draft, blob_draft_free);
}

static void dispose(struct arrival *a)
{
    blob_draft_free(a->draft);
    upload_free(a->upload);
    digest_free(a->digest);
    g_free(a);
}

/* What was not compared is dropped. What fails here was logged, and the file says how much there is. */
static void settle(void *context, struct db_conn *db)
{
    struct arrival *a = context;
    enum err e = a->digest ? blob_upload_drop(a->draft) : blob_upload_sync(a->draft);
    (void)e;
    (void)db;
    dispose(a);
}

void arrival_free(struct arrival *a)
{
    if (a && a->draft && !a->is_settled && !a->is_new)
        workers_submit(a->server->workers, settle, a);
    else if (a)
        dispose(a);
}
