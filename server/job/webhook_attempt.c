/* SPDX-License-Identifier: Apache-2.0 */
#include "job/webhook_attempt.h"

#include "base/log.h"
#include "net/webhook_signature.h"

static char **headers_new(const struct delivery *delivery, const struct webhook *webhook, int64_t now_us)
{
    g_autofree char *signature = webhook_signature(webhook->secret, delivery->body, now_us / 1000000);
    char **headers = g_new0(char *, 5);
    headers[0] = g_strdup("Content-Type: application/json");
    headers[1] = g_strconcat("Stencil-Event: ", delivery->kind, NULL);
    headers[2] = g_strconcat("Stencil-Delivery: ", delivery->id, NULL);
    headers[3] = g_strconcat("Stencil-Signature: ", signature, NULL);
    return headers;
}

struct attempt *attempt_new_take(struct delivery *delivery, const struct webhook *webhook, int64_t now_us)
{
    struct attempt *attempt = g_new0(struct attempt, 1);
    attempt->delivery = delivery;
    attempt->url = g_strdup(webhook->url);
    attempt->headers = headers_new(delivery, webhook, now_us);
    attempt->post = (struct post){
        .url = attempt->url,
        .body = delivery->body,
        .headers = (const char *const *)attempt->headers,
        .context = attempt,
    };
    return attempt;
}

void attempt_free(struct attempt *attempt)
{
    if (!attempt)
        return;
    g_free(attempt->post.error);
    delivery_free(attempt->delivery);
    g_free(attempt->url);
    g_strfreev(attempt->headers);
    g_free(attempt);
}

static void set_text(char **at, const char *text)
{
    g_free(*at);
    *at = g_strdup(text);
}

void attempt_settle(struct attempt *attempt, const struct retry *rule, int64_t now_us)
{
    struct delivery *d = attempt->delivery;
    const char *error = attempt->post.error;
    int64_t pause_us = 0;
    bool goes_on = error && retry_pause(rule, d->attempts + 1, g_random_double(), &pause_us);
    set_text(&d->state, !error ? "delivered" : goes_on ? "waiting" : "dead");
    set_text(&d->error, error ? error : "");
    d->status = attempt->post.status;
    d->tried_us = now_us;
    d->due_us = now_us + pause_us;
    if (error)
        log_line(goes_on ? LOG_INFO : LOG_WARNING, goes_on ? "webhook-failed" : "webhook-dead", "webhook",
                 d->webhook_id, "delivery", d->id, "error", error, NULL);
}
