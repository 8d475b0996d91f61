/* SPDX-License-Identifier: Apache-2.0 */
#include "render/photo_jpeg.h"

#include <string.h>

#include "render/jpeg_read.h"
#include "render/shrink.h"

/* How a photo is stored (EXIF 2.32, tag 0x0112). */
struct turn {
    bool is_swapped, is_left_right, is_up_down; /* rows are columns; then these run backwards */
};

static struct turn turn_of(VipsImage *head)
{
    static const struct turn turns[] = {{0},
                                        {false, false, false},
                                        {false, true, false},
                                        {false, true, true},
                                        {false, false, true},
                                        {true, false, false},
                                        {true, false, true},
                                        {true, true, true},
                                        {true, true, false}};
    return turns[vips_image_get_orientation(head)];
}

bool photo_jpeg_is_plain(const struct photo_file *file, const VipsImage *head)
{
    return file->kind == SNIFFED_JPEG && head->BandFmt == VIPS_FORMAT_UCHAR && (head->Bands == 1 || head->Bands == 3);
}

/* A part of the upright photo where it is stored: of the size of `head`. */
static struct crop stored(const struct crop *crop, const struct turn *turn, const VipsImage *head)
{
    struct crop c = *crop;
    if (turn->is_swapped)
        c = (struct crop){.left = crop->top, .top = crop->left, .width = crop->height, .height = crop->width};
    if (turn->is_left_right)
        c.left = head->Xsize - c.left - c.width;
    if (turn->is_up_down)
        c.top = head->Ysize - c.top - c.height;
    return c;
}

static struct shrink_axis axis(int side, int from, int length, int eighths, int result)
{
    return (struct shrink_axis){.source = jpeg_scaled(side, eighths),
                                .result = result,
                                .from = from * (double)eighths / JPEG_EIGHTHS_MAX,
                                .length = length * (double)eighths / JPEG_EIGHTHS_MAX};
}

struct sink {
    uint8_t *at;
    size_t row_size;
};

static void row_keep(void *context, const uint8_t *row)
{
    struct sink *sink = context;
    memcpy(sink->at, row, sink->row_size);
    sink->at += sink->row_size;
}

static enum err read_part(const struct photo_file *file, const VipsImage *head, const struct crop *part,
                          VipsImage *image)
{
    int eighths = MAX(jpeg_eighths(part->width, image->Xsize), jpeg_eighths(part->height, image->Ysize));
    struct shrink_axis across = axis(head->Xsize, part->left, part->width, eighths, image->Xsize);
    struct shrink_axis down = axis(head->Ysize, part->top, part->height, eighths, image->Ysize);
    struct sink sink = {image->data, (size_t)image->Xsize * (size_t)image->Bands};
    struct shrink *shrink = shrink_new(head->Bands, &across, &down, row_keep, &sink);
    enum err e = jpeg_read(file->bytes, file->size, head->Bands, eighths, shrink);
    shrink_free(shrink);
    return e;
}

/* An image in memory with what is known of another one but its size. */
static VipsImage *memory_image(VipsImage *head, int width, int height)
{
    VipsImage *image = vips_image_new_memory();
    bool is_like = !vips_image_pipelinev(image, VIPS_DEMAND_STYLE_ANY, head, NULL);
    image->Xsize = width;
    image->Ysize = height;
    if (is_like && !vips_image_write_prepare(image))
        return image;
    g_object_unref(image);
    return NULL;
}

enum err photo_jpeg_scale(const struct photo_file *file, VipsImage *head, const struct crop *crop, struct box to,
                          VipsImage **image)
{
    struct turn turn = turn_of(head);
    struct crop part = stored(crop, &turn, head);
    VipsImage *small =
        memory_image(head, turn.is_swapped ? to.height : to.width, turn.is_swapped ? to.width : to.height);
    if (!small)
        return E_MEDIA_WORKER;
    enum err e = read_part(file, head, &part, small);
    if (!e && vips_autorot(small, image, NULL))
        e = E_MEDIA_WORKER;
    g_object_unref(small);
    return e;
}
