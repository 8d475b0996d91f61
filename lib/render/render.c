/* SPDX-License-Identifier: Apache-2.0 */
#include "render/render.h"

#include <math.h>

#include "render/filter.h"
#include "render/save.h"
#include "render/text.h"
#include "render/tile.h"

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
        tile_blend(tile.surface, &tile.area, size, pixels);
        text_tile_clear(&tile);
    }
}

static void filter_lay(const json_t *from, struct box size, uint8_t *pixels)
{
    struct filter filter;
    if (filter_read(from, &filter))
        filter_pixels(&filter, pixels, (size_t)size.width * (size_t)size.height);
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

enum err render_picture(PangoFontMap *fonts, const struct photo_file *photo, const struct sticker_files *stickers,
                        const json_t *picture, void **made, size_t *made_size)
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
    if (e)
        return e;
    texts_draw(fonts, json_object_get(picture, "texts"), result, pixels);
    return save(picture, result, pixels, made, made_size);
}
