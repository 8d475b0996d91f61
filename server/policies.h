/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy in force, compiled once and shared by all threads. What a transaction sees is
 * what the database says in it: a version stored by another daemon, or earlier in the same
 * transaction, counts at once.
 */
#ifndef STENCIL_POLICIES_H
#define STENCIL_POLICIES_H

#include "db/db.h"
#include "rule/policy.h"

struct policies;

struct policies *policies_new(void);
void policies_free(struct policies *policies);

/* The policy in force with its version and the time it came; a new reference. Any thread,
 * inside a transaction of `db`. */
enum err policies_in_force(struct policies *policies, struct db_conn *db, struct policy **policy, int64_t *version,
                           int64_t *created_us);

#endif
