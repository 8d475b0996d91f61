/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers out of the bytes of media files. The caller has checked that they are there.
 */
#ifndef STENCIL_MEDIA_BYTES_H
#define STENCIL_MEDIA_BYTES_H

#include <stdint.h>

static inline uint32_t bytes_be16(const uint8_t *b)
{
    return (uint32_t)b[0] << 8 | b[1];
}

static inline uint32_t bytes_be32(const uint8_t *b)
{
    return bytes_be16(b) << 16 | bytes_be16(b + 2);
}

static inline uint32_t bytes_le16(const uint8_t *b)
{
    return (uint32_t)b[1] << 8 | b[0];
}

static inline uint32_t bytes_le32(const uint8_t *b)
{
    return bytes_le16(b + 2) << 16 | bytes_le16(b);
}

#endif
