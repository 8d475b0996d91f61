/* SPDX-License-Identifier: Apache-2.0 */
#include "server.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/embed.h"
#include "base/json.h"
#include "base/log.h"
#include "job/evaluation.h"
#include "job/webhooks.h"
#include "rule/policy.h"
#include "store/media.h"
#include "store/policy.h"
#include "watch.h"

#define DEFAULT_POLICY "config/policy.json"

static enum err read_policy_file(const struct config *config, json_t **policy)
{
    const struct embedded *preset = embedded_find(DEFAULT_POLICY);
    const char *from = *config->policy_file ? config->policy_file : DEFAULT_POLICY, *text = preset->data;
    g_autofree char *given = NULL, *error = NULL;
    g_autoptr(GError) reason = NULL;
    size_t size = preset->size;
    if (*config->policy_file) {
        if (!g_file_get_contents(config->policy_file, &given, &size, &reason))
            return err_broken("policy", "%s", reason->message);
        text = given;
    }
    json_auto_t *document = json_parse(text, size, &error);
    if (!document)
        return err_broken("policy", "%s: %s", from, error);
    struct refusals refusals = {0};
    struct path at = {.refusals = &refusals};
    enum err e = policy_check(&at, document);
    if (e) {
        g_autoptr(GString) list = json_text(refusals.list);
        e = err_broken("policy", "%s: %s", from, list->str);
    }
    refusals_clear(&refusals);
    if (!e)
        *policy = json_incref(document);
    return e;
}

/* In a new database the first policy is stored. On the writer: of several daemons that start
 * together one is first, and a connection less is opened. */
static enum err open_policy(struct db_conn *db, void *context)
{
    const struct server *server = context;
    json_auto_t *first = NULL;
    int64_t version, created_us;
    enum err e = policy_newest_version(db, &version, &created_us);
    if (e != E_NOT_FOUND)
        return e;
    e = read_policy_file(server->config, &first);
    struct policy_row row = {.version = 1, .document = first, .created_us = clock_now_us()};
    return e ? e : policy_insert(db, &row);
}

static enum err is_named(void *context, const char *sha256, bool *named)
{
    return blob_exists(context, sha256, named);
}

/* On the writer: no other daemon can name a file between the question and the deletion. */
static enum err recover(struct db_conn *db, void *context)
{
    const struct server *server = context;
    return blob_recover(server->blobs, is_named, db);
}

static enum err open_stores(struct server *server)
{
    g_autofree char *blobs = g_build_filename(server->config->data_folder, "blobs", NULL);
    enum err e = db_migrate(server->database_url);
    if (!e)
        e = writer_new(server->database_url, &server->writer);
    if (!e)
        e = blob_store_open(blobs, &server->blobs);
    if (!e)
        e = writer_run(server->writer, recover, server);
    return e ? e : writer_run(server->writer, open_policy, server);
}

static enum err open_signer(struct server *server)
{
    g_autofree char *path = g_build_filename(server->config->data_folder, "receipt.key", NULL);
    return signer_open(path, &server->signer);
}

struct media_settings server_media_settings(const struct config *config)
{
    return (struct media_settings){
        .program = *config->media_program ? config->media_program : NULL,
        .fonts = *config->render_fonts ? config->render_fonts : NULL,
        .workers = (unsigned)config->media_workers,
        .timeout_ms = (unsigned)config->media_timeout_ms,
        .memory_mb = (unsigned)config->media_memory_mb,
        .pixels_max = config->media_pixels_max,
    };
}

enum err server_database_url(const struct config *config, char **url)
{
    if (g_mkdir_with_parents(config->data_folder, 0700) < 0)
        return err_errno("server", config->data_folder, errno);
    *url = *config->database_url ? g_strdup(config->database_url)
                                 : g_strdup_printf("sqlite:%s/stencil.db", config->data_folder);
    return OK;
}

static void look_after_commit(void *context)
{
    struct server *server = context;
    event_hub_look(server->hub);
    webhooks_wake(server);
    struct evaluation_job *evaluation = server->evaluation;
    if (server->wants_evaluation && evaluation) {
        server->wants_evaluation = false;
        evaluation_wake(evaluation);
    }
}

void server_want_evaluation(struct server *server)
{
    server->wants_evaluation = true;
}

enum err server_open(const struct config *config, struct server **out)
{
    g_autofree char *url = NULL;
    enum err e = server_database_url(config, &url);
    if (e)
        return e;
    struct server *server = g_new0(struct server, 1);
    server->config = config;
    server->database_url = g_steal_pointer(&url);
    server->metrics = metrics_new();
    server->calls = calls_new();
    server->policies = policies_new();
    server->watchlist = watchlist_new();
    server->underway = underway_new();
    server->webhooks_wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct media_settings settings = server_media_settings(config);
    server->media = media_pool_new(&settings);
    e = open_stores(server);
    if (!e)
        e = open_signer(server);
    if (!e)
        server->hub = event_hub_new(server->database_url);
    if (!e)
        writer_on_commit(server->writer, look_after_commit, server);
    if (!e)
        server->workers = workers_new(server->database_url, (unsigned)config->http_workers);
    if (e)
        server_close(server);
    else
        *out = server;
    return e;
}

void server_close(struct server *server)
{
    if (!server)
        return;
    workers_free(server->workers);
    /* What could not be written is lost as it would be in a crash; the log has why. */
    if (server->writer && calls_write(server->calls, server->writer))
        log_line(LOG_WARNING, "calls-lost", NULL);
    writer_free(server->writer);
    event_hub_free(server->hub);
    close(server->webhooks_wake);
    media_pool_free(server->media);
    blob_store_close(server->blobs);
    signer_free(server->signer);
    calls_free(server->calls);
    metrics_free(server->metrics);
    policies_free(server->policies);
    watchlist_free(server->watchlist);
    underway_free(server->underway);
    g_free(server->database_url);
    g_free(server);
}
