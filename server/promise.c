/* SPDX-License-Identifier: Apache-2.0 */
#include "promise.h"

#include <string.h>

#include "base/json.h"
#include "problem.h"
#include "store/event.h"
#include "store/media.h"

static enum err find_known(const struct req *req, const char *sha256, char media_id[ID_SIZE], bool *is_stored)
{
    g_autoptr(media) m = NULL;
    enum err e = media_of_account(req->db, req->account->id, sha256, &m);
    *is_stored = !e;
    if (e == E_NOT_FOUND)
        return upload_promised_to(req->db, req->account->id, sha256, media_id);
    if (!e)
        g_strlcpy(media_id, m->id, ID_SIZE);
    return e;
}

enum err promise_find_id(const struct req *req, const char *sha256, char media_id[ID_SIZE], bool *is_stored)
{
    enum err e = find_known(req, sha256, media_id, is_stored);
    if (e != E_NOT_FOUND)
        return e;
    id_new(req->now_us, media_id);
    return OK;
}

static enum err announce(const struct req *req, const struct upload *u, const char *media_id)
{
    struct announcement processing = {u->account_id, NULL, "media.processing", media_id};
    return event_add_take(
        req->db, &processing,
        json_pack("{s:s, s:s, s:I}", "media", media_id, "upload", u->id, "size", (json_int_t)u->length_bytes),
        req->now_us);
}

enum err promise_make(const struct req *req, const struct upload *upload, const char *sha256, char media_id[ID_SIZE])
{
    g_autoptr(upload) now = NULL;
    enum err e = upload_get(req->db, upload->id, &now);
    if (e)
        return e;
    if (now->promised_id) {
        g_strlcpy(media_id, now->promised_id, ID_SIZE);
        return OK;
    }
    bool is_stored;
    e = find_known(req, sha256, media_id, &is_stored);
    bool is_new = e == E_NOT_FOUND;
    if (is_new)
        id_new(req->now_us, media_id);
    if (!e || is_new)
        e = upload_promise(req->db, now->id, media_id, sha256, req->now_us);
    return e || !is_new ? e : announce(req, now, media_id);
}

enum err promise_break(struct db_conn *db, const char *upload_id, enum err outcome, const char *detail, int64_t now_us)
{
    g_autoptr(upload) u = NULL;
    const struct err_info *info = err_info(outcome);
    enum err e = upload_get(db, upload_id, &u);
    if (!e)
        e = upload_finish(db, upload_id, NULL, info->type, detail ? detail : info->sentence);
    if (e)
        return e;
    struct announcement refused = {u->account_id, NULL, "media.refused", u->promised_id};
    return event_add_take(
        db, &refused, json_pack("{s:s, s:s, s:s}", "media", u->promised_id, "problem", info->type, "sha256", u->sha256),
        now_us);
}

enum err promise_get(const struct req *req, const char *media_id, struct upload **out)
{
    g_autoptr(upload) u = NULL;
    enum err e = id_is_valid(media_id) ? upload_of_promise(req->db, media_id, &u) : E_NOT_FOUND;
    if (e)
        return e;
    if (u->media_id || strcmp(u->account_id, req_viewer(req)) != 0)
        return E_NOT_FOUND;
    *out = g_steal_pointer(&u);
    return OK;
}

static json_t *refusal_json(const struct upload *u)
{
    if (!u->refusal)
        return json_null();
    g_autofree char *type = g_strconcat(PROBLEM_URN, u->refusal, NULL);
    return json_pack("{s:s, s:s?}", "type", type, "detail", u->refusal_detail);
}

json_t *promise_json(const struct upload *u)
{
    return json_pack("{s:s, s:s, s:I, s:s, s:o, s:o}", "id", u->promised_id, "state",
                     u->refusal ? "refused" : "processing", "size", (json_int_t)u->length_bytes, "sha256", u->sha256,
                     "created", json_time(u->created_us), "problem", refusal_json(u));
}
