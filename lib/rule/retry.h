/* SPDX-License-Identifier: Apache-2.0
 *
 * When something that failed is tried again. Pure: no clock, no chance of its own; any thread.
 */
#ifndef STENCIL_RULE_RETRY_H
#define STENCIL_RULE_RETRY_H

#include <stdbool.h>
#include <stdint.h>

struct retry {
    int64_t attempts_max; /* the first one counts */
    int64_t first_us;     /* the pause after the first failure */
};

#define RETRY_PAUSE_MAX_US INT64_C(3600000000)

/* The pause after the `failed`th failure (1 = the first): first_us, twice as long each
 * time, RETRY_PAUSE_MAX_US at most; then 20 % less to 20 % more, as `random` (from 0 to 1) says,
 * so that what failed together does not come back together. False: no more attempts. */
bool retry_pause(const struct retry *rule, int64_t failed, double random, int64_t *pause_us);

#endif
