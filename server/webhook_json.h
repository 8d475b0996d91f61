/* SPDX-License-Identifier: Apache-2.0
 *
 * Webhooks and deliveries as the API shows them. Pure.
 */
#ifndef STENCIL_WEBHOOK_JSON_H
#define STENCIL_WEBHOOK_JSON_H

#include <jansson.h>

#include "store/delivery.h"
#include "store/webhook.h"

/* Without the secret. A new reference. */
json_t *webhook_json(const struct webhook *webhook);

/* Without the body. A new reference. */
json_t *delivery_json(const struct delivery *delivery);

#endif
