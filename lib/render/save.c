/* SPDX-License-Identifier: Apache-2.0 */
#include "render/save.h"

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
    return vips_webpsave_buffer(image, made, size, "Q", quality, "effort", MIN(effort, 6), "strip", TRUE, NULL);
}

static int save_avif(VipsImage *image, void **made, size_t *size, int quality, int effort)
{
    return vips_heifsave_buffer(image, made, size, "Q", quality, "effort", effort, "compression",
                                VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "strip", TRUE, NULL);
}

/* Without loss whatever the numbers: the best compression takes ten times as long for a tenth of the bytes. */
static int save_png(VipsImage *image, void **made, size_t *size, int quality, int effort)
{
    (void)quality, (void)effort;
    return vips_pngsave_buffer(image, made, size, "compression", 3, "strip", TRUE, NULL);
}

struct form {
    const char *type;
    save_fn *save;
    enum photo_alpha alpha;
};

static const struct form forms[] = {
    {"image/jpeg", save_jpeg, PHOTO_FLATTEN},
    {"image/webp", save_webp, PHOTO_ALPHA},
    {"image/avif", save_avif, PHOTO_ALPHA},
    {"image/png", save_png, PHOTO_ALPHA},
};

const struct form *form_find(const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_strcmp0(forms[i].type, type) == 0)
            return &forms[i];
    return NULL;
}

enum photo_alpha form_alpha(const struct form *form)
{
    return form->alpha;
}

/* Of the same bytes. */
static VipsImage *image_new(const struct pixels *pixels)
{
    size_t length = (size_t)pixels->size.width * (size_t)pixels->size.height * (size_t)pixels->bands;
    VipsImage *image = vips_image_new_from_memory(pixels->bytes, length, pixels->size.width, pixels->size.height,
                                                  pixels->bands, VIPS_FORMAT_UCHAR);
    if (image)
        image->Type = VIPS_INTERPRETATION_sRGB;
    return image;
}

static enum err outcome(bool is_made, const char *type)
{
    if (is_made)
        return OK;
    enum err e = err_broken("render", "%s: %s", type, vips_error_buffer());
    vips_error_clear();
    return e;
}

enum err form_save(const struct form *form, const struct pixels *pixels, int quality, int effort, void **made,
                   size_t *size)
{
    g_autoptr(GObject) image = (GObject *)image_new(pixels);
    return outcome(image && !form->save((VipsImage *)image, made, size, quality, effort), form->type);
}

/* Without "strip", which would take the times away with everything else that is told beside the pixels. */
enum err frames_save(const struct pixels *pixels, int frame_height, int frame_ms, int quality, void **made,
                     size_t *size)
{
    g_autoptr(GObject) object = (GObject *)image_new(pixels);
    VipsImage *image = (VipsImage *)object;
    int count = pixels->size.height / frame_height;
    g_autofree int *times = g_new(int, (size_t)count);
    for (int i = 0; i < count; i++)
        times[i] = frame_ms;
    if (image) {
        vips_image_set_array_int(image, "delay", times, count);
        vips_image_set_int(image, "loop", 0);
        vips_image_set_int(image, VIPS_META_PAGE_HEIGHT, frame_height);
    }
    return outcome(image && !vips_webpsave_buffer(image, made, size, "Q", quality, "effort", 0, NULL), "image/webp");
}
