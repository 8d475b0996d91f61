/* SPDX-License-Identifier: Apache-2.0 */
#include "store/idempotency.h"

void idempotency_free(struct idempotency *stored)
{
    if (!stored)
        return;
    g_free(stored->fingerprint);
    g_free(stored->location);
    g_free(stored->body);
    g_free(stored);
}

enum err idempotency_get(struct db_conn *db, const char *scope, const char *key, struct idempotency **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_idempotency_get, "tt", scope, key);
    if (e)
        return e;
    struct idempotency *stored = g_new(struct idempotency, 1);
    *stored = (struct idempotency){
        .fingerprint = g_strdup(db_text(&rows, 0)),
        .status = db_int(&rows, 1),
        .location = g_strdup(db_text(&rows, 2)),
        .version = db_int(&rows, 3),
        .body = g_strdup(db_text(&rows, 4)),
    };
    *out = stored;
    return OK;
}

enum err idempotency_insert(struct db_conn *db, const char *scope, const char *key, const struct idempotency *reply,
                            int64_t now_us)
{
    return db_exec(db, QUERY_idempotency_insert, NULL, "tttititi", scope, key, reply->fingerprint, reply->status,
                   reply->location, reply->version, reply->body, now_us);
}

enum err idempotency_delete_old(struct db_conn *db, int64_t before_us)
{
    return db_exec(db, QUERY_idempotency_delete_old, NULL, "i", before_us);
}
