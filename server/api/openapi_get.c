/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/embed.h"

enum err api_openapi_get(struct req *req, struct reply *reply)
{
    const struct embedded *file = embedded_find("schema/openapi.json");
    (void)req;
    return reply_static(reply, "application/json", file->data, file->size);
}
