/* SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "rule/site.h"

/* Nothing that a proxy may have added is believed: who calls without one can add it, too. */
static enum err by_host(const struct req *req, struct reply *reply, char **out)
{
    const char *host = req_header(req, "Host");
    if (!host || !site_is_host(host))
        return reply_refuse(reply, E_MALFORMED, "The header Host names no host.");
    *out = g_strconcat("http://", host, NULL);
    return OK;
}

enum err site_address(const struct req *req, struct reply *reply, char **out)
{
    const char *set = req->server->config->http_public_url;
    if (!*set)
        return by_host(req, reply, out);
    *out = g_strdup(set);
    return OK;
}
