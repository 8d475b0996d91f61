/* SPDX-License-Identifier: Apache-2.0
 *
 * A picture made so small that rule/thumbhash.h takes it, from rows of pixels as they come.
 * In the worker's one thread.
 */
#ifndef STENCIL_RENDER_THUMB_H
#define STENCIL_RENDER_THUMB_H

#include "rule/fit.h"
#include "rule/thumbhash.h"

struct thumb {
    struct box from, to; /* the picture, and what is made of it */
    int row;             /* the next one */
    uint32_t sum[THUMBHASH_SIDE_MAX * THUMBHASH_SIDE_MAX][3], count[THUMBHASH_SIDE_MAX * THUMBHASH_SIDE_MAX];
};

/* Yours to g_free. */
struct thumb *thumb_new(struct box size);

/* The next rows of the picture, bytes R, G, B. */
void thumb_add_rows(struct thumb *thumb, const uint8_t *rgb, int rows);

/* After the last row: the hash of the picture as one with this EXIF orientation (1…8) is shown. */
void thumb_hash(const struct thumb *thumb, int orientation, char text[THUMBHASH_TEXT_SIZE]);

#endif
