/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "look.h"
#include "takedown_json.h"

static enum err refuse_restore(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    return e ? e : reply_refuse(reply, E_STATE, "This collection is not taken down.");
}

/* By the takedown alone: what it did to others is undone also where the collection is gone. */
enum err api_collection_restore(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(takedown) takedown = NULL;
    g_auto(takedown_plan) undone = {0};
    enum err e = moderation_note_check(req->body, &req->refusals, &asked);
    if (e)
        return e;
    const char *note = json_string_value(json_object_get(asked, "note"));
    e = takedown_find(req, req->variable[0], &takedown);
    if (e == E_NOT_FOUND)
        return refuse_restore(req, reply);
    if (!e)
        e = takedown_undo(req, takedown, req->variable[0], note, &undone);
    return e ? e : reply_json_take(reply, restoration_json(takedown, req->variable[0], note, &undone));
}
