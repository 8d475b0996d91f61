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

/* Cairo draws on 32-bit pixels; the photo has 24. */
static void pixels_to_surface(const uint8_t *pixels, cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    for (int y = 0; y < height; y++) {
        uint32_t *row = (uint32_t *)(void *)(cairo_image_surface_get_data(surface) +
                                             (ptrdiff_t)y * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < width; x++, pixels += 3)
            row[x] = (uint32_t)pixels[0] << 16 | (uint32_t)pixels[1] << 8 | pixels[2];
    }
    cairo_surface_mark_dirty(surface);
}

static void pixels_from_surface(cairo_surface_t *surface, uint8_t *pixels)
{
    cairo_surface_flush(surface);
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    for (int y = 0; y < height; y++) {
        const uint32_t *row = (const uint32_t *)(void *)(cairo_image_surface_get_data(surface) +
                                                         (ptrdiff_t)y * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < width; x++, pixels += 3) {
            pixels[0] = (uint8_t)(row[x] >> 16);
            pixels[1] = (uint8_t)(row[x] >> 8);
            pixels[2] = (uint8_t)row[x];
        }
    }
}

static enum err texts_draw(PangoFontMap *fonts, const json_t *texts, struct box size, uint8_t *pixels)
{
    if (json_array_size(texts) == 0)
        return OK;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height);
    cairo_t *cr = cairo_create(surface);
    pixels_to_surface(pixels, surface);
    size_t i;
    json_t *text;
    json_array_foreach (texts, i, text)
        text_draw(cr, fonts, text, size);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (!status)
        pixels_from_surface(surface, pixels);
    cairo_surface_destroy(surface);
    return status ? err_broken("render", "cairo: %s", cairo_status_to_string(status)) : OK;
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
    if (!e)
        e = texts_draw(fonts, json_object_get(picture, "texts"), result, pixels);
    return e ? e : save(picture, result, pixels, made, made_size);
}
