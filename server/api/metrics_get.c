/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/eligibility.h"
#include "store/policy.h"

static void write_number(GString *out, const char *name, const char *type, const char *help, int64_t value)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n", name, help, name, type, name,
                           value);
}

static enum err write_policy(GString *out, struct db_conn *db)
{
    struct policy_sweep sweep = {0};
    struct eligibility_counts counts;
    int64_t version, created_us;
    enum err e = policy_newest_version(db, &version, &created_us), of_sweep = e ? e : policy_sweep_get(db, &sweep);
    if (!e && of_sweep != E_NOT_FOUND)
        e = of_sweep;
    if (!e)
        e = eligibility_counts(db, &counts);
    if (e)
        return e;
    write_number(out, "stencil_policy_version", "gauge", "Version of the preset conditions.", version);
    write_number(out, "stencil_collections_eligible", "gauge", "Collections that meet them.", counts.eligible);
    write_number(out, "stencil_collections_evaluated", "gauge", "Collections that were evaluated.",
                 counts.eligible + counts.others);
    write_number(out, "stencil_policy_evaluation_running", "gauge",
                 "Whether a new policy is going through all of them.", sweep.version && !sweep.finished_us);
    write_number(out, "stencil_policy_evaluation_looked_at", "gauge", "Collections that it has looked at.",
                 sweep.looked_at);
    write_number(out, "stencil_policy_evaluation_gained", "gauge", "Those that became eligible by it.", sweep.gained);
    write_number(out, "stencil_policy_evaluation_lost", "gauge", "Those that are no longer eligible.", sweep.lost);
    return OK;
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
    write_number(out, "stencil_blobs_collected_total", "counter", "Files deleted that nothing named any more.",
                 server->blobs_collected);
    write_number(out, "stencil_event_listeners", "gauge", "Open streams of events.", event_hub_listeners(server->hub));
    enum err e = write_policy(out, req->db);
    metrics_write(server->metrics, out);
    reply->bytes = g_string_free_to_bytes(out);
    reply->content_type = "text/plain; version=0.0.4; charset=utf-8";
    reply->cache = CACHE_NONE;
    return e;
}
