/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_reply.h"
#include "compose.h"
#include "eligibility.h"
#include "look.h"
#include "rule/collection.h"
#include "watch.h"

/* What only another address, or nothing, changes. */
static enum err check_kept(struct req *req, const struct collection *c, const json_t *patched)
{
    json_t *now = json_object_get(patched, "template"), *state = json_object_get(patched, "state");
    enum err e = OK;
    if (!json_equal(now, json_object_get(c->document, "template")))
        e = refuse(&req->refusals, "/template", "a collection stays with the template that it was made with");
    if (!json_equal(state, json_object_get(c->document, "state")))
        e = refuse(&req->refusals, "/state", "a draft is posted by POST …/post; what is posted stays so");
    return e;
}

enum err api_collection_update(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_own_collection(req, &c);
    if (!e)
        e = req_if_match(req, c->version);
    if (!e && c->is_removed)
        e = reply_refuse(reply, E_STATE, "This collection was taken down. It can be deleted, but not changed.");
    if (e)
        return e;
    if (!json_is_object(req->body))
        return refuse(&req->refusals, "", "wanted an object, to be merged into the collection");
    json_auto_t *patched = merge_patch(c->document, req->body);
    e = check_kept(req, c, patched);
    if (!e)
        e = compose_collection(req, patched, c);
    if (e)
        return e;
    c->updated_us = req->now_us;
    c->version++;
    e = collection_update(req->db, c);
    if (!e && c->is_posted)
        e = watch_collection(req, c);
    if (!e && c->is_posted)
        e = eligibility_update(req, c);
    return e ? e : collection_reply(reply, c);
}
