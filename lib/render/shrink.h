/* SPDX-License-Identifier: Apache-2.0
 *
 * Scales pictures of 8-bit samples, row by row in, row by row out: Lanczos of three lobes, beyond the edges the
 * outermost pixels again. Holds as many rows as the filter is high. Pure.
 */
#ifndef STENCIL_RENDER_SHRINK_H
#define STENCIL_RENDER_SHRINK_H

#include <stdbool.h>
#include <stdint.h>

/* One direction: pixels [from, from + length) of `source` pixels become `result` pixels. */
struct shrink_axis {
    int source, result;
    double from, length;
};

/* Takes a row of the result: `width` pixels, borrowed. */
typedef void shrink_take_fn(void *context, const uint8_t *row);

struct shrink;

/* `bands`: 1 or 3 bytes a pixel. */
struct shrink *shrink_new(int bands, const struct shrink_axis *across, const struct shrink_axis *down,
                          shrink_take_fn *take, void *context);
void shrink_free(struct shrink *shrink);

/* Whether the source that it was made for has this size. */
bool shrink_is_from(const struct shrink *shrink, int width, int height);

/* The columns of the source that matter: [*first, *end). The others of its rows need not be filled in. */
void shrink_columns(const struct shrink *shrink, int *first, int *end);

/* The next row that matters: those before it are passed over. */
int shrink_row_wanted(const struct shrink *shrink);

/* Where that row is to be put: room for `across.source` pixels. */
uint8_t *shrink_room(struct shrink *shrink);

/* It has been put there; gives out the rows of the result that are complete with it. */
void shrink_add(struct shrink *shrink);

/* Nothing more is wanted. */
bool shrink_is_done(const struct shrink *shrink);

#endif
