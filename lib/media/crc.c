/* SPDX-License-Identifier: Apache-2.0 */
#include "media/crc.h"

void crc_init(struct crc *crc, unsigned width, uint32_t polynomial)
{
    crc->width = width;
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t sum = i << (width - 8);
        for (int bit = 0; bit < 8; bit++)
            sum = sum << 1 ^ (sum >> (width - 1) & 1 ? polynomial : 0);
        crc->table[i] = sum;
    }
}

uint32_t crc_add(const struct crc *crc, uint32_t sum, const uint8_t *bytes, size_t size)
{
    uint32_t mask = crc->width == 32 ? UINT32_MAX : (1u << crc->width) - 1;
    for (size_t i = 0; i < size; i++)
        sum = (sum << 8 ^ crc->table[(sum >> (crc->width - 8) ^ bytes[i]) & 0xff]) & mask;
    return sum;
}
