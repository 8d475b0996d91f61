/* SPDX-License-Identifier: Apache-2.0 */
#include "render/render.h"

#include <math.h>
#include <vips/vips.h>

#include "render/filter.h"
#include "render/text.h"
#include "render/tile.h"

enum { QUALITY_DEFAULT = 80 };

static struct box box_read(const json_t *picture)
{
    const json_t *box = json_object_get(picture, "box");
    return (struct box){(int)json_integer_value(json_object_get(box, "width")),
                        (int)json_integer_value(json_object_get(box, "height"))};
}

static struct fit fit_read(const json_t *picture)
{
    const json_t *fit = json_object_get(picture, "fit");
    const json_t *zoom = json_object_get(fit, "zoom");
    return (struct fit){json_number_value(json_object_get(fit, "x")), json_number_value(json_object_get(fit, "y")),
                        zoom ? json_number_value(zoom) : 1};
}

static enum err result_size(const json_t *picture, struct box box, struct box *result)
{
    json_int_t width = json_integer_value(json_object_get(picture, "width"));
    if (width < 1 || box.width < 1 || box.height < 1)
        return err_broken("render", "no size: %lld wide in a box of %d×%d", (long long)width, box.width, box.height);
    double height = fmax(1, round((double)width * box.height / box.width));
    if (width > RENDER_SIDE_MAX || height > RENDER_SIDE_MAX || (double)width * height > RENDER_PIXELS_MAX)
        return E_MEDIA_PIXELS;
    *result = (struct box){(int)width, (int)height};
    return OK;
}

/* All of them on one tile: what they reach is not known before they are laid out. */
static enum err texts_draw(PangoFontMap *fonts, const json_t *texts, struct box size, uint8_t *pixels)
{
    struct reach all = {0, 0, size.width, size.height};
    struct tile tile;
    if (json_array_size(texts) == 0 || !tile_begin(&all, size, &tile))
        return OK;
    size_t i;
    json_t *text;
    json_array_foreach (texts, i, text)
        text_draw(tile.cr, fonts, text, size);
    return tile_end(&tile, size, pixels);
}

static void filter_lay(const json_t *from, struct box size, uint8_t *pixels)
{
    struct filter filter;
    if (filter_read(from, &filter))
        filter_pixels(&filter, pixels, (size_t)size.width * (size_t)size.height);
}

static enum err jpeg_save(uint8_t *pixels, struct box size, int quality, void **jpeg, size_t *jpeg_size)
{
    VipsImage *image = vips_image_new_from_memory(pixels, (size_t)size.width * (size_t)size.height * 3, size.width,
                                                  size.height, 3, VIPS_FORMAT_UCHAR);
    if (image)
        image->Type = VIPS_INTERPRETATION_sRGB;
    int failed = !image || vips_jpegsave_buffer(image, jpeg, jpeg_size, "Q", quality, "strip", TRUE, "subsample_mode",
                                                VIPS_FOREIGN_SUBSAMPLE_ON, NULL);
    g_clear_object(&image);
    if (!failed)
        return OK;
    enum err e = err_broken("render", "jpegsave: %s", vips_error_buffer());
    vips_error_clear();
    return e;
}

enum err render_picture(PangoFontMap *fonts, const struct photo_file *photo, const struct sticker_files *stickers,
                        const json_t *picture, void **jpeg, size_t *size)
{
    struct box box = box_read(picture), result;
    struct fit fit = fit_read(picture);
    enum err e = result_size(picture, box, &result);
    if (e)
        return e;
    g_autofree uint8_t *pixels = NULL;
    e = photo_place(photo, box, &fit, result, &pixels);
    if (!e) {
        filter_lay(json_object_get(picture, "filter"), result, pixels);
        e = stickers_draw(json_object_get(picture, "stickers"), stickers, result, pixels);
    }
    if (!e)
        e = texts_draw(fonts, json_object_get(picture, "texts"), result, pixels);
    if (e)
        return e;
    json_int_t quality = json_integer_value(json_object_get(picture, "quality"));
    return jpeg_save(pixels, result, quality ? (int)CLAMP(quality, 1, 100) : QUALITY_DEFAULT, jpeg, size);
}
