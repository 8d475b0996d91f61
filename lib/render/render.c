/* SPDX-License-Identifier: Apache-2.0 */
#include "render/render.h"

#include <math.h>
#include <vips/vips.h>

#include "render/text.h"

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

enum err render_picture(PangoFontMap *fonts, const struct photo_file *photo, const json_t *picture, void **jpeg,
                        size_t *size)
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
    if (e)
        return e;
    json_int_t quality = json_integer_value(json_object_get(picture, "quality"));
    return jpeg_save(pixels, result, quality ? (int)CLAMP(quality, 1, 100) : QUALITY_DEFAULT, jpeg, size);
}
