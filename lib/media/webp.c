/* SPDX-License-Identifier: Apache-2.0 */
#include "media/webp.h"

#include <string.h>

#include "media/bytes.h"

enum { FIRST_CHUNK_AT = 12, FIRST_DATA_AT = 20, HEADER_SIZE = 30 };
enum { LOSSLESS_SIGNATURE = 0x2f, SIDE_BITS = 14, SIDE_MASK = (1 << SIDE_BITS) - 1 };

static void extended_size(const uint8_t *data, uint32_t *width, uint32_t *height)
{
    *width = 1 + (bytes_le32(data + 3) >> 8);
    *height = 1 + (bytes_le32(data + 6) >> 8);
}

static bool lossless_size(const uint8_t *data, uint32_t *width, uint32_t *height)
{
    uint32_t bits = bytes_le32(data + 1);
    *width = 1 + (bits & SIDE_MASK);
    *height = 1 + (bits >> SIDE_BITS & SIDE_MASK);
    return data[0] == LOSSLESS_SIGNATURE;
}

static bool lossy_size(const uint8_t *data, uint32_t *width, uint32_t *height)
{
    *width = bytes_le16(data + 6) & SIDE_MASK;
    *height = bytes_le16(data + 8) & SIDE_MASK;
    return memcmp(data + 3, "\x9d\x01\x2a", 3) == 0 && *width && *height;
}

bool webp_size(const uint8_t *bytes, size_t size, uint32_t *width, uint32_t *height)
{
    if (size < HEADER_SIZE)
        return false;
    const uint8_t *name = bytes + FIRST_CHUNK_AT, *data = bytes + FIRST_DATA_AT;
    if (memcmp(name, "VP8 ", 4) == 0)
        return lossy_size(data, width, height);
    if (memcmp(name, "VP8L", 4) == 0)
        return lossless_size(data, width, height);
    if (memcmp(name, "VP8X", 4) != 0)
        return false;
    extended_size(data, width, height);
    return true;
}
