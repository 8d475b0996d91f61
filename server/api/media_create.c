/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "exchange.h"
#include "receive.h"

static enum err answer(struct req *req, struct reply *reply, const struct media *stored, bool is_new, void *context)
{
    (void)req;
    (void)context;
    if (!is_new)
        return reply_json_take(reply, media_json(stored));
    g_autofree char *location = g_strconcat("/v1/media/", stored->id, NULL);
    return reply_created_take(reply, media_json(stored), location);
}

enum err api_media_create(struct req *req, struct reply *reply)
{
    struct receipt receipt = {.draft = req->upload, .write = exchange_write, .answer = answer};
    return receive_media(req, reply, &receipt);
}
