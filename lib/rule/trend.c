/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/trend.h"

#include <math.h>

static const double step_seconds = 45000;

double trend_rank(int64_t up_count, int64_t down_count, int64_t posted_us)
{
    double surplus = (double)(up_count - down_count);
    double magnitude = log10(fmax(fabs(surplus), 1));
    return copysign(magnitude, surplus) + (double)posted_us / 1e6 / step_seconds;
}
