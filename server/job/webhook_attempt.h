/* SPDX-License-Identifier: Apache-2.0
 *
 * One attempt to deliver an event to a webhook: the signed post, and what its outcome makes
 * of the delivery. One thread at a time.
 */
#ifndef STENCIL_JOB_WEBHOOK_ATTEMPT_H
#define STENCIL_JOB_WEBHOOK_ATTEMPT_H

#include "net/sender.h"
#include "rule/retry.h"
#include "store/delivery.h"
#include "store/webhook.h"

typedef struct attempt {
    struct post post; /* its context is the attempt */
    struct delivery *delivery;
    char *url;
    char **headers;
} attempt;

/* Takes a claimed delivery over. */
struct attempt *attempt_new_take(struct delivery *delivery, const struct webhook *webhook, int64_t now_us);
void attempt_free(struct attempt *attempt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(attempt, attempt_free)

/* Writes the post's outcome into the delivery, as delivery_delivered() or delivery_failed()
 * store it; a delivery that is given up is logged. */
void attempt_settle(struct attempt *attempt, const struct retry *rule, int64_t now_us);

#endif
