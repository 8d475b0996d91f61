/* SPDX-License-Identifier: Apache-2.0 */
#include "media/heif.h"

#include <string.h>

#include "media/boxes.h"
#include "media/bytes.h"

enum { VERSION_AND_FLAGS = 4, EXTENT_SIZE = 12 };

/* The properties of all pictures: meta, iprp, ipco. */
static bool properties_find(struct boxes file, struct boxes *properties)
{
    struct boxes meta, iprp;
    if (!boxes_find(file, "meta", &meta) || meta.size < VERSION_AND_FLAGS)
        return false;
    meta = (struct boxes){meta.data + VERSION_AND_FLAGS, meta.size - VERSION_AND_FLAGS};
    return boxes_find(meta, "iprp", &iprp) && boxes_find(iprp, "ipco", properties);
}

bool heif_size(const uint8_t *bytes, size_t size, uint32_t *width, uint32_t *height)
{
    struct boxes properties, content;
    const uint8_t *name;
    uint64_t largest = 0;
    if (!properties_find((struct boxes){bytes, size}, &properties))
        return false;
    while (boxes_next(&properties, &name, &content) == BOXES_MORE) {
        if (memcmp(name, "ispe", 4) != 0 || content.size < EXTENT_SIZE)
            continue;
        uint32_t across = bytes_be32(content.data + 4), down = bytes_be32(content.data + 8);
        if ((uint64_t)across * down <= largest)
            continue;
        largest = (uint64_t)across * down;
        *width = across;
        *height = down;
    }
    return largest > 0;
}
