/* SPDX-License-Identifier: Apache-2.0 */
#include "render/variant.h"

#include <string.h>
#include <vips/vips.h>

typedef int save_fn(VipsImage *image, void **made, size_t *size, int quality, int effort);

static int save_jpeg(VipsImage *image, void **made, size_t *size, int quality, int effort)
{
    (void)effort;
    return vips_jpegsave_buffer(image, made, size, "Q", quality, "strip", TRUE, "subsample_mode",
                                VIPS_FOREIGN_SUBSAMPLE_ON, NULL);
}

static int save_webp(VipsImage *image, void **made, size_t *size, int quality, int effort)
{
    return vips_webpsave_buffer(image, made, size, "Q", quality, "effort", effort, "strip", TRUE, NULL);
}

static int save_avif(VipsImage *image, void **made, size_t *size, int quality, int effort)
{
    return vips_heifsave_buffer(image, made, size, "Q", quality, "effort", effort, "compression",
                                VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "strip", TRUE, NULL);
}

static const struct form {
    const char *type;
    save_fn *save;
    enum photo_alpha alpha;
} forms[] = {
    {"image/jpeg", save_jpeg, PHOTO_FLATTEN},
    {"image/webp", save_webp, PHOTO_ALPHA},
    {"image/avif", save_avif, PHOTO_ALPHA},
};

static const struct form *form_find(const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_strcmp0(forms[i].type, type) == 0)
            return &forms[i];
    return NULL;
}

static int integer(const json_t *wanted, const char *name, int least, int most)
{
    return (int)CLAMP(json_integer_value(json_object_get(wanted, name)), least, most);
}

static enum err save(const struct form *form, const struct pixels *pixels, const json_t *wanted, void **made,
                     size_t *size)
{
    size_t length = (size_t)pixels->size.width * (size_t)pixels->size.height * (size_t)pixels->bands;
    VipsImage *image = vips_image_new_from_memory(pixels->bytes, length, pixels->size.width, pixels->size.height,
                                                  pixels->bands, VIPS_FORMAT_UCHAR);
    if (image)
        image->Type = VIPS_INTERPRETATION_sRGB;
    int failed =
        !image || form->save(image, made, size, integer(wanted, "quality", 1, 100), integer(wanted, "effort", 0, 9));
    g_clear_object(&image);
    if (!failed)
        return OK;
    enum err e = err_broken("render", "%s: %s", form->type, vips_error_buffer());
    vips_error_clear();
    return e;
}

enum err variant_make(const struct photo_file *file, const json_t *wanted, void **made, size_t *size)
{
    const struct form *form = form_find(json_string_value(json_object_get(wanted, "type")));
    int width = integer(wanted, "width", 1, PHOTO_SIDE_MAX);
    struct pixels pixels;
    if (!form)
        return err_broken("render", "a variant of an unknown type");
    enum err e = photo_scale(file, width, VARIANT_HEIGHT_MAX, form->alpha, &pixels);
    if (e)
        return e;
    e = save(form, &pixels, wanted, made, size);
    g_free(pixels.bytes);
    return e;
}
