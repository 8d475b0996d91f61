/* SPDX-License-Identifier: Apache-2.0 */
#include "event_json.h"

#include <string.h>

#include "base/json.h"

json_t *event_json(const struct event *event)
{
    g_autofree char *error = NULL;
    json_t *data = json_parse(event->document, strlen(event->document), &error);
    return json_pack("{s:I, s:s, s:s, s:o, s:o}", "id", (json_int_t)event->id, "kind", event->kind, "subject",
                     event->subject, "created", json_time(event->created_us), "data", data ? data : json_null());
}

void event_append_sse(GString *out, const struct event *event)
{
    json_auto_t *json = event_json(event);
    g_autoptr(GString) text = json_text(json);
    /* Compact JSON has no line break, so it is one data line. */
    g_string_append_printf(out, "id: %" G_GINT64_FORMAT "\nevent: %s\ndata: %s\n\n", event->id, event->kind, text->str);
}
