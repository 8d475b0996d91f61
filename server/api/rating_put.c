/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#include "rate.h"

enum err api_rating_put(struct req *req, struct reply *reply)
{
    const char *value = json_string_value(json_object_get(req->body, "value"));
    bool up = g_strcmp0(value, "up") == 0;
    if (!up && g_strcmp0(value, "down") != 0)
        return refuse(&req->refusals, "/value", "wanted \"up\" or \"down\"");
    if (json_object_size(req->body) != 1)
        return refuse(&req->refusals, "", "wanted the one member \"value\"");
    return rate(req, reply, up ? 1 : -1);
}
