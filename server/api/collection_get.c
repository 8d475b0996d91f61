/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_reply.h"
#include "look.h"

enum err api_collection_get(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    return e ? e : collection_reply(reply, c);
}
