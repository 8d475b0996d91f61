/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies and what they found: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_POLICY_H
#define STENCIL_STORE_POLICY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

/* The policy in force; a new reference. E_NOT_FOUND in a new database. */
enum err policy_newest(struct db_conn *db, int64_t *version, json_t **document, int64_t *created_us);
/* A version that is there already stays as it is. */
enum err policy_insert(struct db_conn *db, int64_t version, const json_t *document, int64_t now_us);

struct eligibility {
    int64_t policy_version;
    bool is_eligible;
    int64_t evaluated_us;
};

enum err eligibility_put(struct db_conn *db, const char *collection_id, const struct eligibility *eligibility,
                         const json_t *explanation);
/* E_NOT_FOUND while nothing was evaluated (a draft). `explanation`: a new reference. */
enum err eligibility_get(struct db_conn *db, const char *collection_id, struct eligibility *out, json_t **explanation);

#endif
