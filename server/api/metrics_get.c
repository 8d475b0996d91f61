/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

static void write_number(GString *out, const char *name, const char *type, const char *help, int64_t value)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n", name, help, name, type, name,
                           value);
}

enum err api_metrics_get(struct req *req, struct reply *reply)
{
    struct server *server = req->server;
    struct writer_counts counts = writer_counts(server->writer);
    GString *out = g_string_new("# HELP stencil_build_info The version.\n# TYPE stencil_build_info gauge\n"
                                "stencil_build_info{version=\"" STENCIL_VERSION "\"} 1\n");
    write_number(out, "stencil_write_units_total", "counter", "Units of work written.", counts.units);
    write_number(out, "stencil_write_transactions_total", "counter", "Transactions that they were committed in.",
                 counts.transactions);
    write_number(out, "stencil_picture_workers_replaced_total", "counter", "Picture workers that died or were killed.",
                 media_pool_replaced(server->media));
    write_number(out, "stencil_event_listeners", "gauge", "Open streams of events.", event_hub_listeners(server->hub));
    write_number(out, "stencil_policy_version", "gauge", "Version of the preset conditions.", server->policy_version);
    metrics_write(server->metrics, out);
    reply->bytes = g_string_free_to_bytes(out);
    reply->content_type = "text/plain; version=0.0.4; charset=utf-8";
    reply->cache = CACHE_NONE;
    return OK;
}
