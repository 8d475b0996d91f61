/* SPDX-License-Identifier: Apache-2.0
 *
 * What a running daemon has: the services that handlers use. Made at start, the same for
 * all threads, gone after the last of them.
 */
#ifndef STENCIL_SERVER_H
#define STENCIL_SERVER_H

#include <jansson.h>

#include "blob/blob.h"
#include "calls.h"
#include "config.h"
#include "crypt/signature.h"
#include "db/writer.h"
#include "event/hub.h"
#include "media/media.h"
#include "metrics.h"
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
    struct signer *signer; /* of receipts */
    struct event_hub *hub;
    int webhooks_wake; /* an eventfd, written after each commit */
    json_t *policy;    /* the preset conditions in force */
    int64_t policy_version;
};

/* Where the database is; the data folder is made where it is missing. Yours. */
enum err server_database_url(const struct config *config, char **url);

/* Opens everything below the data folder, making what is missing. A sentence is logged
 * when it cannot. */
enum err server_open(const struct config *config, struct server **out);

/* Finishes what was submitted and closes. */
void server_close(struct server *server);

#endif
