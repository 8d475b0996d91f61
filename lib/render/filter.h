/* SPDX-License-Identifier: Apache-2.0
 *
 * A filter laid over a photo: a matrix over R, G, B and then a curve a channel, on bytes and in whole
 * numbers, as a browser's feColorMatrix and feComponentTransfer compute it (docs/decisions/0035). Pure.
 */
#ifndef STENCIL_RENDER_FILTER_H
#define STENCIL_RENDER_FILTER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILTER_CURVE_LEAST = 2, FILTER_CURVE_MOST = 16 };

struct filter {
    int32_t matrix[3][4]; /* of R, G, B and a constant for each, in 65536ths of a byte */
    uint8_t curve[3][256];
};

/* {"matrix": 20 numbers, "curves": {"r", "g", "b": 2 to 16 numbers} or null, "strength": 0 to 1}: an entry of
 * config/filters.json on its way from nothing (0) to all of it (1). False for what is none and for strength 0,
 * which both leave a photo as it is. */
bool filter_read(const json_t *from, struct filter *filter);

/* Changes `count` pixels of bytes R, G, B where they are. */
void filter_pixels(const struct filter *filter, uint8_t *rgb, size_t count);

#endif
