/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that ends requests for images whose time is over: no answer is a
 * refusal (seed ¶0094). It sleeps until the next one is due, and looks at the wall clock at
 * least once a second, so that it is exact to a second whatever happens to the clock, after a
 * restart too. Safe to run on several machines: a request is decided once, by whoever is first.
 */
#ifndef STENCIL_JOB_AUTHORIZATION_EXPIRY_H
#define STENCIL_JOB_AUTHORIZATION_EXPIRY_H

#include "authorize.h"

struct authorization_expiry;

struct authorization_expiry *authorization_expiry_start(struct server *server);
void authorization_expiry_stop(struct authorization_expiry *job);

/* One step, inside a transaction: ends up to `limit` requests that are due, and tells both
 * sides. `*found` gets how many were due; fewer than `limit` means that none is left. */
enum err authorization_expire(const struct authorizer *by, int64_t limit, int64_t *found);

#endif
