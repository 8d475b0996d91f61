/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of the trending feed. Pure.
 */
#ifndef STENCIL_RULE_TREND_H
#define STENCIL_RULE_TREND_H

#include <stdint.h>

/* The "hot" rank that Reddit published (r2/r2/lib/db/_sorts.pyx): the decimal logarithm of
 * the votes' surplus plus one for each 12.5 hours of being newer. It changes only when a
 * vote does, so pages stay stable and nothing has to be recomputed as time goes by. */
double trend_rank(int64_t up_count, int64_t down_count, int64_t posted_us);

#endif
