/* SPDX-License-Identifier: Apache-2.0 */
#include "serve.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "fonts.h"
#include "http.h"
#include "job/authorization_expiry.h"
#include "job/avif.h"
#include "job/blob_collection.h"
#include "job/evaluation.h"
#include "job/housekeeping.h"
#include "job/upload_expiry.h"
#include "job/webhooks.h"

static sigset_t ending_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

static void set_up_log(const struct config *config)
{
    static const char *const levels[] = {"error", "warning", "info", "debug"};
    enum log_level level = LOG_ERROR;
    while (level < LOG_DEBUG && g_strcmp0(levels[level], config->log_level) != 0)
        level++;
    log_setup(level, g_strcmp0(config->log_format, "json") == 0 ? LOG_FORMAT_JSON : LOG_FORMAT_LOGFMT);
}

/* A connection is a descriptor: as many as the system lets us have. */
static void allow_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
            log_line(LOG_WARNING, "descriptors-limited", NULL);
    }
}

static int run(struct server *server, struct http *http, const char *address)
{
    sigset_t signals = ending_signals();
    struct housekeeping *housekeeping = housekeeping_start(server);
    struct authorization_expiry *expiry = authorization_expiry_start(server);
    struct blob_collection *collection = blob_collection_start(server);
    struct upload_expiry *uploads = upload_expiry_start(server);
    struct webhooks *webhooks = webhooks_start(server);
    server->evaluation = evaluation_start(server);
    server->avif = avif_start(server);
    int number;
    printf("stencild: listening on http://%s\n", address);
    fflush(stdout);
    sigwait(&signals, &number);
    log_line(LOG_INFO, "stopping", NULL);
    authorization_expiry_stop(expiry);
    upload_expiry_stop(uploads);
    housekeeping_stop(housekeeping);
    blob_collection_stop(collection);
    webhooks_stop(webhooks);
    if (http_stop(http)) {
        /* Commits wake it: after the last request there are none. */
        evaluation_stop(server->evaluation);
        server->evaluation = NULL;
        avif_stop(server->avif);
        return EXIT_SUCCESS;
    }
    /* Something is still at work in threads of its own: nothing that it may touch is freed. */
    log_line(LOG_WARNING, "stopped-with-requests-under-way", NULL);
    _exit(EXIT_FAILURE);
}

int serve_command(const struct config *config)
{
    g_autofree char *address = NULL;
    struct server *server;
    struct http *http;
    /* Before any thread: all of them leave these signals to sigwait. */
    sigset_t signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    set_up_log(config);
    allow_descriptors();
    if (server_open(config, &server)) {
        fprintf(stderr, "stencild: cannot open %s; the line above says why\n", config->data_folder);
        return EXIT_FAILURE;
    }
    if (fonts_check(server)) {
        fprintf(stderr, "stencild: fonts are missing (render.fonts); the line above says which\n");
        server_close(server);
        return EXIT_FAILURE;
    }
    if (http_start(server, &http, &address)) {
        fprintf(stderr, "stencild: cannot listen on %s; the line above says why\n", config->http_listen);
        server_close(server);
        return EXIT_FAILURE;
    }
    int code = run(server, http, address);
    server_close(server);
    return code;
}
