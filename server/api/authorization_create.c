/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "authorization_reply.h"
#include "authorize.h"
#include "look.h"

static enum err find_image(struct req *req, const json_t *asked, struct origin **out)
{
    g_autoptr(collection) named = NULL;
    g_autoptr(origin) o = NULL;
    const char *id = json_string_value(json_object_get(asked, "collection"));
    enum err e = look_image(req, id, json_integer_value(json_object_get(asked, "image")), &named, &o);
    if (e == E_NOT_FOUND)
        return refuse(&req->refusals, "/image", "there is no such image");
    if (!e && strcmp(o->creator_id, req->account->id) == 0)
        return refuse(&req->refusals, "/image", "wanted an image of somebody else; this one is your own");
    if (!e)
        *out = g_steal_pointer(&o);
    return e;
}

enum err api_authorization_create(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(origin) o = NULL;
    g_autoptr(authorization) a = NULL;
    bool is_new = false;
    enum err e = authorization_check(req->body, &req->refusals, &asked);
    if (!e)
        e = find_image(req, asked, &o);
    if (!e)
        e = authorize_ask(req, o, json_string_value(json_object_get(asked, "note")), &a, &is_new);
    if (e == E_FORBIDDEN)
        return reply_refuse(reply, e, "%s", consent_sentence(CONSENT_NEVER));
    if (!e)
        e = authorization_reply(req, reply, a);
    if (!e && is_new) {
        reply->status = 201;
        reply->location = g_strconcat("/v1/authorizations/", a->id, NULL);
    }
    return e;
}
