/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/sheet.h"

#include <math.h>

/* The gap is the width's so-many-th part. */
enum { GAP_PART = 90, GAP_LEAST = 2 };

static int cell_height(int width, struct box first)
{
    double ratio = fmin(SHEET_RATIO_MAX, fmax(1.0 / SHEET_RATIO_MAX, (double)first.height / first.width));
    return (int)fmax(1, round(width * ratio));
}

static int grid_columns(int count)
{
    int columns = 1;
    while (columns * columns < count)
        columns++;
    return columns;
}

struct sheet sheet_grid(size_t count, int width, struct box first)
{
    int columns = grid_columns((int)count), rows = ((int)count + columns - 1) / columns;
    int gap = width / GAP_PART > GAP_LEAST ? width / GAP_PART : GAP_LEAST;
    int across = (width - gap * (columns + 1)) / columns;
    struct box cell = {across, cell_height(across, first)};
    return (struct sheet){{width, rows * (cell.height + gap) + gap}, cell, columns, gap};
}

struct sheet sheet_frames(size_t count, int width, struct box first)
{
    struct box frame = {width, cell_height(width, first)};
    return (struct sheet){{width, (int)count * frame.height}, frame, 1, 0};
}

static struct box fitted(struct box cell, struct box box)
{
    int width = (int)fmin(cell.width, fmax(1, floor((double)cell.height * box.width / box.height)));
    int height = (int)fmin(cell.height, fmax(1, round((double)width * box.height / box.width)));
    return (struct box){width, height};
}

/* What the division of the width leaves over is shared between left and right. */
struct sheet_place sheet_place(const struct sheet *sheet, size_t n, struct box box)
{
    struct box size = fitted(sheet->cell, box);
    int column = (int)n % sheet->columns, row = (int)n / sheet->columns, gap = sheet->gap;
    int over = sheet->size.width - sheet->columns * (sheet->cell.width + gap) - gap;
    int left = over / 2 + gap + column * (sheet->cell.width + gap), top = gap + row * (sheet->cell.height + gap);
    return (struct sheet_place){left + (sheet->cell.width - size.width) / 2,
                                top + (sheet->cell.height - size.height) / 2, size.width, size.height};
}
