/* SPDX-License-Identifier: Apache-2.0 */
#include "render/render.h"

#include <math.h>

#include "render/save.h"
#include "render/text.h"

/* Somebody waits: WebP and AVIF are made as fast as they can be. */
enum { QUALITY_DEFAULT = 80, EFFORT = 0 };

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

/* Over the photo's pixels, of bytes R, G, B. Cairo's are premultiplied, and in the machine's order. */
static void tile_blend(const struct text_tile *tile, struct box size, uint8_t *pixels)
{
    const uint8_t *data = cairo_image_surface_get_data(tile->surface);
    int stride = cairo_image_surface_get_stride(tile->surface);
    for (int y = tile->area.top; y < tile->area.bottom; y++, data += stride) {
        const uint32_t *from = (const uint32_t *)(const void *)data;
        uint8_t *to = pixels + ((ptrdiff_t)y * size.width + tile->area.left) * 3;
        for (int x = tile->area.left; x < tile->area.right; x++, from++, to += 3) {
            unsigned through = 255 - (*from >> 24);
            for (int channel = 0; channel < 3; channel++)
                to[channel] = (uint8_t)((*from >> (16 - 8 * channel) & 0xff) + (to[channel] * through + 127) / 255);
        }
    }
}

static void texts_draw(PangoFontMap *fonts, const json_t *texts, struct box size, uint8_t *pixels)
{
    struct text_work work;
    size_t i;
    json_t *text;
    text_work_init(&work, size);
    json_array_foreach (texts, i, text) {
        struct text_tile tile;
        if (!text_tile_draw(&tile, fonts, text, size, &work))
            continue;
        tile_blend(&tile, size, pixels);
        text_tile_clear(&tile);
    }
}

static enum err save(const json_t *picture, struct box size, uint8_t *pixels, void **made, size_t *made_size)
{
    const json_t *type = json_object_get(picture, "type");
    const struct form *form = form_find(type ? json_string_value(type) : "image/jpeg");
    json_int_t quality = json_integer_value(json_object_get(picture, "quality"));
    const struct pixels drawn = {size, 3, pixels};
    if (!form)
        return err_broken("render", "a picture of an unknown type");
    return form_save(form, &drawn, quality ? (int)CLAMP(quality, 1, 100) : QUALITY_DEFAULT, EFFORT, made, made_size);
}

enum err render_picture(PangoFontMap *fonts, const struct photo_file *photo, const json_t *picture, void **made,
                        size_t *made_size)
{
    struct box box = box_read(picture), result;
    struct fit fit = fit_read(picture);
    enum err e = result_size(picture, box, &result);
    if (e)
        return e;
    g_autofree uint8_t *pixels = NULL;
    e = photo_place(photo, box, &fit, result, &pixels);
    if (e)
        return e;
    texts_draw(fonts, json_object_get(picture, "texts"), result, pixels);
    return save(picture, result, pixels, made, made_size);
}
