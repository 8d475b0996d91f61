/* SPDX-License-Identifier: Apache-2.0
 *
 * What a webhook may be: where to, for which kinds of events. Pure: nothing is looked up;
 * any thread.
 */
#ifndef STENCIL_RULE_WEBHOOK_H
#define STENCIL_RULE_WEBHOOK_H

#include <jansson.h>

#include "base/refusal.h"

enum {
    WEBHOOKS_MAX = 32, /* of a server; each has its share of what is under way at once */
    WEBHOOK_URL_MAX = 2048,
    WEBHOOK_KINDS_MAX = 32,
    WEBHOOK_SECRET_MIN = 16,
    WEBHOOK_SECRET_MAX = 200
};

/* The body of POST /webhooks: {"url", "kinds": [pattern], "secret"?}; unknown members
 * refused. */
enum err webhook_check(const json_t *body, struct refusals *refusals);

/* The host of a URL that webhook_check() took; free with g_free. */
char *webhook_host(const char *url);

#endif
