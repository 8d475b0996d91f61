/* SPDX-License-Identifier: Apache-2.0 */
#include "media/boxes.h"

#include <string.h>

#include "media/bytes.h"

enum { HEADER = 8, LONG_HEADER = 16, SIZE_TO_THE_END = 0, SIZE_FOLLOWS = 1 };

enum boxes_end boxes_next(struct boxes *rest, const uint8_t **name, struct boxes *content)
{
    if (!rest->size)
        return BOXES_DONE;
    if (rest->size < HEADER)
        return BOXES_CUT_SHORT;
    uint64_t size = bytes_be32(rest->data);
    size_t header = size == SIZE_FOLLOWS ? LONG_HEADER : HEADER;
    if (rest->size < header)
        return BOXES_CUT_SHORT;
    if (size == SIZE_TO_THE_END)
        size = rest->size;
    else if (size == SIZE_FOLLOWS)
        size = (uint64_t)bytes_be32(rest->data + 8) << 32 | bytes_be32(rest->data + 12);
    if (size < header)
        return BOXES_NONSENSE;
    if (size > rest->size)
        return BOXES_CUT_SHORT;
    *name = rest->data + 4;
    *content = (struct boxes){rest->data + header, (size_t)size - header};
    *rest = (struct boxes){rest->data + size, rest->size - (size_t)size};
    return BOXES_MORE;
}

bool boxes_find(struct boxes within, const char *name, struct boxes *content)
{
    const uint8_t *found;
    struct boxes inside;
    while (boxes_next(&within, &found, &inside) == BOXES_MORE)
        if (memcmp(found, name, 4) == 0) {
            *content = inside;
            return true;
        }
    return false;
}

bool boxes_are_whole(struct boxes file, const char *needed)
{
    const uint8_t *name;
    struct boxes content;
    bool is_found = false;
    enum boxes_end end;
    while ((end = boxes_next(&file, &name, &content)) == BOXES_MORE)
        is_found = is_found || memcmp(name, needed, 4) == 0;
    return end == BOXES_NONSENSE || (end == BOXES_DONE && is_found);
}
