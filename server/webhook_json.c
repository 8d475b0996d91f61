/* SPDX-License-Identifier: Apache-2.0 */
#include "webhook_json.h"

#include <string.h>

#include "base/json.h"

json_t *webhook_json(const struct webhook *webhook)
{
    g_auto(GStrv) patterns = g_strsplit(webhook->kinds, " ", -1);
    json_t *kinds = json_array();
    for (char **pattern = patterns; *pattern; pattern++)
        json_array_append_new(kinds, json_string(*pattern));
    return json_pack("{s:s, s:s, s:o, s:o}", "id", webhook->id, "url", webhook->url, "kinds", kinds, "created",
                     json_time(webhook->created_us));
}

json_t *delivery_json(const struct delivery *d)
{
    bool is_waiting = strcmp(d->state, "waiting") == 0;
    return json_pack("{s:s, s:I, s:s, s:s, s:I, s:o, s:o, s:o, s:o, s:o}", "id", d->id, "event",
                     (json_int_t)d->event_id, "kind", d->kind, "state", d->state, "attempts", (json_int_t)d->attempts,
                     "tried", json_time(d->tried_us), "due", json_time(is_waiting ? d->due_us : 0), "status",
                     d->status ? json_integer(d->status) : json_null(), "error",
                     json_text_or_null(*d->error ? d->error : NULL), "created", json_time(d->created_us));
}
