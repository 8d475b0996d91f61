/* SPDX-License-Identifier: Apache-2.0
 *
 * Replies that were given under an Idempotency-Key: rows in and out. The connection's
 * thread.
 */
#ifndef STENCIL_STORE_IDEMPOTENCY_H
#define STENCIL_STORE_IDEMPOTENCY_H

#include <glib.h>
#include <stdint.h>

#include "db/db.h"

typedef struct idempotency {
    char *fingerprint; /* of the request that the key was used with */
    int64_t status;
    int64_t version; /* of the resource, 0 when it has none */
    char *location;  /* or NULL */
    char *body;
} idempotency;

void idempotency_free(struct idempotency *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(idempotency, idempotency_free)

/* E_NOT_FOUND for a key that was not used yet. */
enum err idempotency_get(struct db_conn *db, const char *scope, const char *key, struct idempotency **out);
enum err idempotency_insert(struct db_conn *db, const char *scope, const char *key, const struct idempotency *reply,
                            int64_t now_us);
enum err idempotency_delete_old(struct db_conn *db, int64_t before_us);

#endif
