/* SPDX-License-Identifier: Apache-2.0 */
#include "render/thumb.h"

#include <glib.h>

/* Strongly reduced pictures lose nothing by being weighed pixel by pixel, none of them twice. */
struct thumb *thumb_new(struct box size)
{
    struct thumb *thumb = g_new0(struct thumb, 1);
    double scale = MIN(1.0, (double)THUMBHASH_SIDE_MAX / MAX(size.width, size.height));
    thumb->from = size;
    thumb->to = (struct box){CLAMP((int)(size.width * scale + 0.5), 1, THUMBHASH_SIDE_MAX),
                             CLAMP((int)(size.height * scale + 0.5), 1, THUMBHASH_SIDE_MAX)};
    return thumb;
}

static int part_of(int place, int from, int to)
{
    return (int)((int64_t)place * to / from);
}

static void add_row(struct thumb *thumb, const uint8_t *rgb)
{
    int first = part_of(thumb->row++, thumb->from.height, thumb->to.height) * thumb->to.width;
    for (int x = 0; x < thumb->from.width; x++, rgb += 3) {
        int at = first + part_of(x, thumb->from.width, thumb->to.width);
        for (int band = 0; band < 3; band++)
            thumb->sum[at][band] += rgb[band];
        thumb->count[at]++;
    }
}

void thumb_add_rows(struct thumb *thumb, const uint8_t *rgb, int rows)
{
    for (int row = 0; row < rows && thumb->row < thumb->from.height; row++, rgb += 3 * (size_t)thumb->from.width)
        add_row(thumb, rgb);
}

/* Where a pixel of the turned picture comes from (EXIF 2.32, tag 0x0112). */
static int source(const struct box *of, int x, int y, int orientation)
{
    bool is_swapped = orientation >= 5;
    int across = is_swapped ? y : x, down = is_swapped ? x : y;
    bool is_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool is_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    return (is_bottom ? of->height - 1 - down : down) * of->width + (is_right ? of->width - 1 - across : across);
}

void thumb_hash(const struct thumb *thumb, int orientation, char text[THUMBHASH_TEXT_SIZE])
{
    int width = orientation >= 5 ? thumb->to.height : thumb->to.width;
    int height = orientation >= 5 ? thumb->to.width : thumb->to.height;
    g_autofree uint8_t *rgba = g_malloc((size_t)width * (size_t)height * 4);
    uint8_t *to = rgba, hash[THUMBHASH_MAX];
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, to += 4) {
            int at = source(&thumb->to, x, y, orientation);
            for (int band = 0; band < 3; band++)
                to[band] = (uint8_t)(thumb->sum[at][band] / MAX(thumb->count[at], 1));
            to[3] = 255;
        }
    thumbhash_text(hash, thumbhash_of(width, height, rgba, hash), text);
}
