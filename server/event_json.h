/* SPDX-License-Identifier: Apache-2.0
 *
 * Events as the API shows them. Pure.
 */
#ifndef STENCIL_EVENT_JSON_H
#define STENCIL_EVENT_JSON_H

#include "store/event.h"

/* {"id", "kind", "subject", "created", "data"}; a new reference. */
json_t *event_json(const struct event *event);

/* One message of a text/event-stream (HTML Living Standard §9.2): id, event, data. */
void event_append_sse(GString *out, const struct event *event);

#endif
