/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "collection_json.h"
#include "exchange.h"
#include "processing.h"
#include "receive.h"
#include "whole.h"

static enum err read_location(struct req *req, bool *keeps)
{
    static const char *const words[] = {"drop", "keep", NULL};
    int choice;
    enum err e = req_query_choice(req, "location", words, &choice);
    if (!e)
        *keeps = choice == 1;
    return e;
}

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
    enum err e = read_location(req, &receipt.keeps_place);
    if (e)
        return e;
    return req_prefers(req, PROCESSING_PREFERENCE) ? whole_accept(req, reply, receipt.keeps_place)
                                                   : receive_media(req, reply, &receipt);
}
