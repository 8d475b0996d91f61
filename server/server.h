/* SPDX-License-Identifier: Apache-2.0
 *
 * What a running daemon has: the services that handlers use. Made at start, the same for
 * all threads, gone after the last of them.
 */
#ifndef STENCIL_SERVER_H
#define STENCIL_SERVER_H

#include "blob/blob.h"
#include "calls.h"
#include "config.h"
#include "crypt/signature.h"
#include "db/writer.h"
#include "event/hub.h"
#include "media/media.h"
#include "metrics.h"
#include "policies.h"
#include "underway.h"
#include "workers.h"

struct server {
    const struct config *config;
    char *database_url;
    struct writer *writer;
    struct blob_store *blobs;
    struct media_pool *media;
    struct metrics *metrics;
    struct calls *calls; /* of templates, not yet written */
    struct workers *workers;
    struct underway *underway; /* pictures that are being made */
    struct avif_job *avif;     /* NULL while it does not run */
    struct signer *signer;     /* of receipts */
    struct event_hub *hub;
    int webhooks_wake;                           /* an eventfd, written after each commit */
    struct policies *policies;                   /* the preset conditions in force */
    struct watchlist *watchlist;                 /* of words; the writer's */
    _Atomic(struct evaluation_job *) evaluation; /* NULL while it does not run */
    _Atomic bool wants_evaluation;               /* it has something to do, once the transaction is committed */
    _Atomic int64_t blobs_collected;             /* files deleted that nothing named any more; for /metrics */
    _Atomic int64_t archive_bytes;               /* of archives that are being sent */
};

/* Where the database is; the data folder is made where it is missing. Yours. */
enum err server_database_url(const struct config *config, char **url);

/* What the picture workers are told. */
struct media_settings server_media_settings(const struct config *config);

/* Opens everything below the data folder, making what is missing. A sentence is logged
 * when it cannot. */
enum err server_open(const struct config *config, struct server **out);

/* Has the evaluation job look for work after the next commit. Inside a writing transaction. */
void server_want_evaluation(struct server *server);

/* Finishes what was submitted and closes. */
void server_close(struct server *server);

#endif
