/* SPDX-License-Identifier: Apache-2.0
 *
 * Faults on purpose, for the fault loops of the tests: each seam can be told to fail its
 * Nth call. Compiled in only with STENCIL_FAULTS; otherwise nothing is left of it.
 * Armed by one thread while the others are idle; counted from any thread.
 */
#ifndef STENCIL_BASE_FAULT_H
#define STENCIL_BASE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

enum fault_seam { FAULT_DB, FAULT_BLOB, FAULT_MEDIA, FAULT_SEAMS };

#ifdef STENCIL_FAULTS
/* From now on the `nth` call (1 = the next) through the seam fails, once, or with
 * `persistent` that one and all after it. 0 disarms. */
void fault_arm(enum fault_seam seam, int64_t nth, bool persistent);
/* Whether a fault was hit since the seam was armed. */
bool fault_was_hit(enum fault_seam seam);
bool fault_hit(enum fault_seam seam);
#else
static inline bool fault_hit(enum fault_seam seam)
{
    (void)seam;
    return false;
}
#endif

#endif
