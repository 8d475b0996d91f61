/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fault.h"

#ifdef STENCIL_FAULTS
#include <stdatomic.h>

static struct {
    _Atomic int64_t left;
    _Atomic bool persistent;
    _Atomic bool hit;
} seams[FAULT_SEAMS];

void fault_arm(enum fault_seam seam, int64_t nth, bool persistent)
{
    seams[seam].persistent = persistent;
    seams[seam].hit = false;
    seams[seam].left = nth;
}

bool fault_was_hit(enum fault_seam seam)
{
    return seams[seam].hit;
}

bool fault_hit(enum fault_seam seam)
{
    if (seams[seam].left <= 0)
        return seams[seam].hit && seams[seam].persistent;
    if (atomic_fetch_sub(&seams[seam].left, 1) != 1)
        return false;
    seams[seam].hit = true;
    return true;
}
#endif
