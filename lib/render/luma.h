/* SPDX-License-Identifier: Apache-2.0
 *
 * A picture's brightness as a small square of means, from rows of pixels as they come: what
 * rule/phash.h looks at. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_LUMA_H
#define STENCIL_RENDER_LUMA_H

#include "rule/fit.h"
#include "rule/phash.h"

struct luma {
    struct box size; /* of the picture, in pixels */
    int row;         /* the next one */
    double means[PHASH_SIDE * PHASH_SIDE];
};

void luma_init(struct luma *luma, struct box size);

/* The next rows of the picture, bytes R, G, B. */
void luma_add_rows(struct luma *luma, const uint8_t *rgb, int rows);

/* Turns it as a picture with this EXIF orientation (1…8) is shown. */
void luma_turn(struct luma *luma, int orientation);

#endif
