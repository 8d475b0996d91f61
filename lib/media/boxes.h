/* SPDX-License-Identifier: Apache-2.0
 *
 * The boxes of an ISO base media file (ISO/IEC 14496-12 §4.2): AVIF, HEIC, M4A. Pure; any
 * thread; no byte outside [bytes, bytes + size) is read.
 */
#ifndef STENCIL_MEDIA_BOXES_H
#define STENCIL_MEDIA_BOXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What lies in a box: [data, data + size). At first, as a "box", the whole file. */
struct boxes {
    const uint8_t *data;
    size_t size;
};

enum boxes_end { BOXES_MORE, BOXES_DONE, BOXES_CUT_SHORT, BOXES_NONSENSE };

/* Takes the first box out of `*rest`. */
enum boxes_end boxes_next(struct boxes *rest, const uint8_t **name, struct boxes *content);

/* The first box of that name within, whatever is around it. */
bool boxes_find(struct boxes within, const char *name, struct boxes *content);

/* Whether the boxes of a file lie within it, and the needed one is among them. True for
 * nonsense, which is damage. */
bool boxes_are_whole(struct boxes file, const char *needed);

#endif
