/* SPDX-License-Identifier: Apache-2.0 */
#include "media/gif.h"

#include <stdbool.h>

#include "media/bytes.h"

enum { SCREEN_SIZE = 13, FRAME_SIZE = 10, EXTENSION_SIZE = 2, CODE_SIZE = 1 };
enum { EXTENSION = 0x21, FRAME = 0x2c, TRAILER = 0x3b };

static size_t table_size(uint8_t flags)
{
    return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Moves `*at` behind the sub-blocks that begin there; false when they do not end. */
static bool blocks_skip(const uint8_t *bytes, size_t size, size_t *at)
{
    while (*at < size) {
        size_t length = bytes[(*at)++];
        if (!length)
            return true;
        *at += length;
    }
    return false;
}

/* The length of what comes before the sub-blocks of the block at `at`; 0 beyond the end. */
static size_t block_head(const uint8_t *bytes, size_t size, size_t at)
{
    if (bytes[at] == EXTENSION)
        return EXTENSION_SIZE;
    if (size - at < FRAME_SIZE)
        return 0;
    return FRAME_SIZE + table_size(bytes[at + FRAME_SIZE - 1]) + CODE_SIZE;
}

enum gif_end gif_scan(const uint8_t *bytes, size_t size, struct gif *gif)
{
    if (size < SCREEN_SIZE)
        return GIF_CUT_SHORT;
    *gif = (struct gif){.width = bytes_le16(bytes + 6), .height = bytes_le16(bytes + 8)};
    for (size_t at = SCREEN_SIZE + table_size(bytes[10]); at < size;) {
        if (bytes[at] == TRAILER)
            return GIF_WHOLE;
        if (bytes[at] != EXTENSION && bytes[at] != FRAME)
            return GIF_NONSENSE;
        gif->frames += bytes[at] == FRAME;
        size_t head = block_head(bytes, size, at);
        at += head;
        if (!head || !blocks_skip(bytes, size, &at))
            return GIF_CUT_SHORT;
    }
    return GIF_CUT_SHORT;
}
