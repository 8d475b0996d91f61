/* SPDX-License-Identifier: Apache-2.0 */
#include "render/sticker.h"

#include <glib.h>
#include <math.h>

#include "render/photo_image.h"
#include "render/tile.h"

/* Stickers up to so wide are decoded as they are; of larger ones no more than twice what is drawn is kept. */
enum { DECODED_LEAST = 1024, DECODED_HIGH = 8192, NO_FILE = -1 };

/* The picture of the sticker drawn last: the next one is often the same. */
struct decoded {
    json_int_t file;
    int width; /* that was asked for */
    struct pixels pixels;
};

static double number(const json_t *object, const char *name)
{
    return json_number_value(json_object_get(object, name));
}

struct sticker_place sticker_place(const json_t *sticker, struct box own, struct box picture)
{
    const json_t *position = json_object_get(sticker, "position");
    double width = number(sticker, "width") * picture.width;
    return (struct sticker_place){
        .x = (0.5 + number(position, "x")) * picture.width,
        .y = (0.5 + number(position, "y")) * picture.height,
        .width = width,
        .height = width * own.height / own.width,
        .angle = number(position, "angle"),
    };
}

static void matrix_of(const struct sticker_place *place, cairo_matrix_t *matrix)
{
    cairo_matrix_init_translate(matrix, place->x, place->y);
    cairo_matrix_rotate(matrix, place->angle * M_PI / 180);
    cairo_matrix_translate(matrix, -place->width / 2, -place->height / 2);
}

struct area sticker_reach(const struct sticker_place *place)
{
    cairo_matrix_t matrix;
    matrix_of(place, &matrix);
    return area_of(&matrix, (double[]){0, 0, place->width, place->height}, 1);
}

/* Cairo's pixels: a number each, colours with their share (A) already taken. */
static cairo_surface_t *surface_of(const struct pixels *pixels)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels->size.width, pixels->size.height);
    uint8_t *data = cairo_image_surface_get_data(surface);
    const uint8_t *from = pixels->bytes;
    for (int y = 0; data && y < pixels->size.height; y++) {
        uint32_t *row = (uint32_t *)(void *)(data + (ptrdiff_t)y * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < pixels->size.width; x++, from += pixels->bands) {
            uint32_t alpha = pixels->bands == 4 ? from[3] : 255;
            row[x] = alpha << 24 | (from[0] * alpha + 127) / 255 << 16 | (from[1] * alpha + 127) / 255 << 8 |
                     (from[2] * alpha + 127) / 255;
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* The mean of four pixels, two channels at a time. */
static uint32_t mean(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    const uint32_t mask = 0x00ff00ff, half = 0x00020002;
    uint32_t low = (a & mask) + (b & mask) + (c & mask) + (d & mask) + half;
    uint32_t high = (a >> 8 & mask) + (b >> 8 & mask) + (c >> 8 & mask) + (d >> 8 & mask) + half;
    return (low >> 2 & mask) | (high >> 2 & mask) << 8;
}

static const uint32_t *row_of(cairo_surface_t *surface, int y)
{
    int last = cairo_image_surface_get_height(surface) - 1;
    return (const uint32_t *)(const void *)(cairo_image_surface_get_data(surface) +
                                            (ptrdiff_t)MIN(y, last) * cairo_image_surface_get_stride(surface));
}

/* Half as large; an odd last row or column counts twice. */
static cairo_surface_t *halve(cairo_surface_t *from)
{
    int width = cairo_image_surface_get_width(from), last = width - 1;
    int height = cairo_image_surface_get_height(from);
    cairo_surface_t *to = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (width + 1) / 2, (height + 1) / 2);
    for (int y = 0; cairo_image_surface_get_data(to) && y < (height + 1) / 2; y++) {
        const uint32_t *upper = row_of(from, 2 * y), *lower = row_of(from, 2 * y + 1);
        uint32_t *row =
            (uint32_t *)(void *)(cairo_image_surface_get_data(to) + (ptrdiff_t)y * cairo_image_surface_get_stride(to));
        for (int x = 0; x < (width + 1) / 2; x++) {
            int left = 2 * x, right = MIN(left + 1, last);
            row[x] = mean(upper[left], upper[right], lower[left], lower[right]);
        }
    }
    cairo_surface_mark_dirty(to);
    return to;
}

/* Browsers take the picture halved as often as it stays no smaller than what is drawn, and from there the pixels
 * between pixels: the smallest of their mipmaps, and bilinear filtering. */
static cairo_surface_t *mipmap(const struct pixels *pixels, const struct sticker_place *place, double *halved)
{
    cairo_surface_t *surface = surface_of(pixels);
    double width = pixels->size.width, height = pixels->size.height;
    for (*halved = 1; width >= 2 * place->width && height >= 2 * place->height && width > 1 && height > 1;) {
        cairo_surface_t *half = halve(surface);
        cairo_surface_destroy(surface);
        surface = half;
        width /= 2;
        height /= 2;
        *halved *= 2;
    }
    return surface;
}

/* The edges are the rectangle's, not those of the outermost pixels' middles. */
static void place_paint(cairo_t *cr, const struct pixels *pixels, const struct sticker_place *place, double opacity)
{
    double halved;
    cairo_matrix_t matrix;
    cairo_surface_t *surface = mipmap(pixels, place, &halved);
    matrix_of(place, &matrix);
    cairo_transform(cr, &matrix);
    cairo_rectangle(cr, 0, 0, place->width, place->height);
    cairo_clip(cr);
    cairo_scale(cr, place->width / pixels->size.width * halved, place->height / pixels->size.height * halved);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
    cairo_paint_with_alpha(cr, opacity);
    cairo_surface_destroy(surface);
}

static enum err decode(const struct sticker_files *files, json_int_t number, int width, struct decoded *decoded)
{
    struct photo_file file;
    enum err e = files->open(files->context, number, &file);
    if (e)
        return e;
    g_clear_pointer(&decoded->pixels.bytes, g_free);
    decoded->file = NO_FILE;
    e = photo_scale(&file, width, DECODED_HIGH, PHOTO_ALPHA, &decoded->pixels);
    files->close(files->context);
    if (e)
        return e;
    decoded->file = number;
    decoded->width = width;
    return OK;
}

static enum err decode_for(const struct sticker_files *files, const json_t *sticker, struct box picture,
                           struct decoded *decoded)
{
    json_int_t file = json_integer_value(json_object_get(sticker, "file"));
    int width = (int)fmin(PHOTO_SIDE_MAX, ceil(2 * number(sticker, "width") * picture.width));
    if (decoded->file == file && decoded->width >= width)
        return OK;
    return decode(files, file, MAX(width, DECODED_LEAST), decoded);
}

static enum err tile_draw(const struct area *area, const struct pixels *pixels, const struct sticker_place *place,
                          double opacity, cairo_surface_t *tile)
{
    cairo_t *cr = cairo_create(tile);
    cairo_translate(cr, -area->left, -area->top);
    place_paint(cr, pixels, place, opacity);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_NO_MEMORY)
        return E_MEDIA_WORKER;
    return status ? err_broken("render", "cairo: %s", cairo_status_to_string(status)) : OK;
}

static enum err sticker_draw(const json_t *sticker, const struct decoded *decoded, struct box picture, uint8_t *rgb)
{
    struct sticker_place place = sticker_place(sticker, decoded->pixels.size, picture);
    struct area all = {0, 0, picture.width, picture.height}, reach = sticker_reach(&place);
    struct area area = area_meet(&all, &reach);
    const json_t *opacity = json_object_get(sticker, "opacity");
    if (area_is_empty(&area))
        return OK;
    cairo_surface_t *tile =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, area.right - area.left, area.bottom - area.top);
    enum err e = tile_draw(&area, &decoded->pixels, &place, opacity ? json_number_value(opacity) : 1, tile);
    if (!e)
        tile_blend(tile, &area, picture, rgb);
    cairo_surface_destroy(tile);
    return e;
}

enum err stickers_draw(const json_t *stickers, const struct sticker_files *files, struct box picture, uint8_t *rgb)
{
    struct decoded decoded = {.file = NO_FILE};
    enum err e = OK;
    for (size_t i = 0; i < json_array_size(stickers) && !e; i++) {
        const json_t *sticker = json_array_get(stickers, i);
        e = decode_for(files, sticker, picture, &decoded);
        if (!e)
            e = sticker_draw(sticker, &decoded, picture, rgb);
    }
    g_free(decoded.pixels.bytes);
    return e;
}
