/* SPDX-License-Identifier: Apache-2.0 */
#include "collection_reply.h"

#include "collection_json.h"

enum err collection_reply(struct reply *reply, const struct collection *collection)
{
    reply->version = collection->version;
    return reply_json_take(reply, collection_json(collection));
}

enum err collection_reply_created(struct reply *reply, const struct collection *collection)
{
    g_autofree char *location = g_strconcat("/v1/collections/", collection->id, NULL);
    reply->version = collection->version;
    return reply_created_take(reply, collection_json(collection), location);
}
