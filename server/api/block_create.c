/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "act.h"
#include "block_json.h"
#include "blocked.h"
#include "rule/block.h"
#include "store/media.h"

static enum err phash_of_media(struct req *req, const char *id, char **phash)
{
    g_autoptr(media) m = NULL;
    enum err e = media_get(req->db, id, &m);
    if (e == E_NOT_FOUND)
        return refuse(&req->refusals, "/media", "there is no media by this id");
    if (!e && !m->phash)
        return refuse(&req->refusals, "/media",
                      "wanted a picture that has a hash; sounds, plain surfaces and what was uploaded before there "
                      "were hashes have none");
    if (!e)
        *phash = g_strdup(m->phash);
    return e;
}

static enum err find_phash(struct req *req, const json_t *body, char **phash)
{
    const char *media = json_string_value(json_object_get(body, "media"));
    if (media)
        return phash_of_media(req, media, phash);
    *phash = g_strdup(json_string_value(json_object_get(body, "hash")));
    return OK;
}

/* With the new one; refused, it is taken back. */
static enum err check_count(struct req *req, struct reply *reply)
{
    int64_t count;
    enum err e = block_count(req->db, &count);
    if (e || count <= BLOCKS_MAX)
        return e;
    return reply_refuse(reply, E_STATE, "%d pictures are blocked, and no more are taken. Delete one first.",
                        BLOCKS_MAX);
}

static enum err insert(struct req *req, const json_t *body, const char *phash, bool *is_new, struct block **stored)
{
    char id[ID_SIZE];
    id_new(req->now_us, id);
    struct block b = {
        .id = id,
        .phash = (char *)phash,
        .media_id = (char *)json_string_value(json_object_get(body, "media")),
        .actor_handle = req->account->handle,
        .reason = (char *)json_string_value(json_object_get(body, "reason")),
        .note = (char *)json_string_value(json_object_get(body, "note")),
        .created_us = req->now_us,
    };
    enum err e = block_insert(req->db, &b, stored);
    if (!e)
        *is_new = strcmp((*stored)->id, id) == 0;
    return e;
}

/* Whoever blocks a picture wants to know what shows it already. */
static enum err answer(struct req *req, struct reply *reply, const struct block *b)
{
    json_t *matches;
    enum err e = blocked_matches_json(req, b->phash, &matches);
    if (e)
        return e;
    json_t *json = block_json(b);
    json_object_set_new(json, "matching", matches);
    return reply_json_take(reply, json);
}

static enum err record(struct req *req, struct reply *reply, const json_t *body, const struct block *b)
{
    enum err e = check_count(req, reply);
    if (e)
        return e;
    reply->status = 201;
    return act_audit_take(req, &(struct act){"block.create", "block", b->id, body}, NULL, block_json(b));
}

enum err api_block_create(struct req *req, struct reply *reply)
{
    json_auto_t *body = NULL;
    g_autofree char *phash = NULL;
    g_autoptr(block) b = NULL;
    bool is_new;
    enum err e = block_check(req->body, &req->refusals, &body);
    if (!e)
        e = find_phash(req, body, &phash);
    if (!e)
        e = insert(req, body, phash, &is_new, &b);
    if (!e && is_new)
        e = record(req, reply, body, b);
    return e ? e : answer(req, reply, b);
}
