/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the images of a collection stand on one picture of all of them: in a grid, or, as the frames of an
 * animation, one below the other. Pure.
 */
#ifndef STENCIL_RULE_SHEET_H
#define STENCIL_RULE_SHEET_H

#include <stddef.h>

#include "rule/template.h"

/* A cell is never more than so many times as high as wide, nor as wide as high. */
enum { SHEET_RATIO_MAX = 3 };

struct sheet {
    struct box size, cell;
    int columns, gap; /* the gap is around the cells, too */
};

struct sheet_place {
    int left, top, width, height;
};

/* `count` cells on a sheet of this width, about as many rows as columns; `first` is the box of the first image, whose
 * aspect ratio all cells have. */
struct sheet sheet_grid(size_t count, int width, struct box first);

/* `count` frames of this width, one below the other. */
struct sheet sheet_frames(size_t count, int width, struct box first);

/* Where image `n` with this box stands: as large as its cell allows, in the middle of it. */
struct sheet_place sheet_place(const struct sheet *sheet, size_t n, struct box box);

#endif
