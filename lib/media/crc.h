/* SPDX-License-Identifier: Apache-2.0
 *
 * Checksums by which sounds tell damage: cyclic redundancy checks, most significant bit
 * first, that begin with 0 and end as they are. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_CRC_H
#define STENCIL_MEDIA_CRC_H

#include <stddef.h>
#include <stdint.h>

struct crc {
    unsigned width; /* bits: 8, 16 or 32 */
    uint32_t table[256];
};

void crc_init(struct crc *crc, unsigned width, uint32_t polynomial);

/* The checksum of what was summed up to `sum`, and these bytes. */
uint32_t crc_add(const struct crc *crc, uint32_t sum, const uint8_t *bytes, size_t size);

#endif
