/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/retry.h"

static const double jitter = 0.2;

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

bool retry_pause(const struct retry *rule, int64_t failed, double random, int64_t *pause_us)
{
    if (failed >= rule->attempts_max)
        return false;
    int64_t pause = smaller(rule->first_us, RETRY_PAUSE_MAX_US);
    for (int64_t n = 1; n < failed && pause && pause < RETRY_PAUSE_MAX_US; n++)
        pause = smaller(2 * pause, RETRY_PAUSE_MAX_US);
    *pause_us = (int64_t)((double)pause * (1 - jitter + 2 * jitter * random));
    return true;
}
