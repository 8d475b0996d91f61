/* SPDX-License-Identifier: Apache-2.0 */
#include "render/photo.h"

#include <stdbool.h>
#include <string.h>
#include <vips/vips.h>

#include "media/gif.h"
#include "media/heif.h"
#include "media/media.h"
#include "media/webp.h"
#include "render/luma.h"
#include "render/photo_image.h"
#include "render/photo_jpeg.h"
#include "render/thumb.h"

/* libvips defines its own only from 8.16 on. */
typedef VipsImage photo_image;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(photo_image, g_object_unref)

enum { SHRINK_MAX = 8, STRIP_ROWS = 16, CHECK_SIDE_MIN = 128 };

/* The libraries tell a lack of memory apart by their words alone. */
static enum err decode_failed(void)
{
    g_autofree char *said = g_ascii_strdown(vips_error_buffer(), -1);
    vips_error_clear();
    return strstr(said, "out of memory") || strstr(said, "insufficient memory") ? E_MEDIA_WORKER : E_MEDIA_CORRUPT;
}

static int load(const struct photo_file *file, int shrink, VipsImage **image)
{
    void *bytes = (void *)file->bytes;
    switch (file->kind) {
    case SNIFFED_JPEG:
        return vips_jpegload_buffer(bytes, file->size, image, "shrink", shrink, "access", VIPS_ACCESS_SEQUENTIAL,
                                    "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    case SNIFFED_PNG:
        return vips_pngload_buffer(bytes, file->size, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                   VIPS_FAIL_ON_ERROR, NULL);
    case SNIFFED_WEBP:
        return vips_webpload_buffer(bytes, file->size, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                    VIPS_FAIL_ON_ERROR, NULL);
    case SNIFFED_GIF:
        return vips_gifload_buffer(bytes, file->size, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                   VIPS_FAIL_ON_ERROR, NULL);
    case SNIFFED_AVIF:
    case SNIFFED_HEIC:
        return vips_heifload_buffer(bytes, file->size, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                    VIPS_FAIL_ON_ERROR, NULL);
    default:
        return -1;
    }
}

/* Opens the photo: its header is read, nothing is decoded yet. JPEG can be decoded at
 * 1/shrink of its size; other kinds come whole. */
static enum err photo_open(const struct photo_file *file, int shrink, VipsImage **image)
{
    return load(file, shrink, image) ? decode_failed() : OK;
}

static enum err size_check(const struct photo_file *file, uint32_t width, uint32_t height)
{
    bool is_too_large = width > PHOTO_SIDE_MAX || height > PHOTO_SIDE_MAX || (int64_t)width * height > file->pixels_max;
    return is_too_large ? E_MEDIA_PIXELS : OK;
}

static enum err webp_check(const struct photo_file *file)
{
    uint32_t width, height;
    return webp_size(file->bytes, file->size, &width, &height) ? size_check(file, width, height) : E_MEDIA_CORRUPT;
}

static enum err heif_check(const struct photo_file *file)
{
    uint32_t width, height;
    return heif_size(file->bytes, file->size, &width, &height) ? size_check(file, width, height) : E_MEDIA_CORRUPT;
}

static enum err frames_check(size_t frames)
{
    return frames > MEDIA_FRAMES_MAX ? E_MEDIA_FRAMES : OK;
}

/* Its decoder would look through all frames, and make room for the whole screen. */
static enum err gif_check(const struct photo_file *file)
{
    struct gif gif = {0};
    enum gif_end end = gif_scan(file->bytes, file->size, &gif);
    enum err e = size_check(file, gif.width, gif.height);
    if (!e)
        e = frames_check(gif.frames);
    return e || end == GIF_WHOLE ? e : E_MEDIA_CORRUPT;
}

static enum err header_check(const struct photo_file *file)
{
    switch (file->kind) {
    case SNIFFED_JPEG:
    case SNIFFED_PNG:
        return OK;
    case SNIFFED_AVIF:
    case SNIFFED_HEIC:
        return heif_check(file);
    case SNIFFED_WEBP:
        return webp_check(file);
    case SNIFFED_GIF:
        return gif_check(file);
    default:
        return E_MEDIA_UNKNOWN;
    }
}

static struct box upright_size(VipsImage *image)
{
    return vips_image_get_orientation_swap(image) ? (struct box){image->Ysize, image->Xsize}
                                                  : (struct box){image->Xsize, image->Ysize};
}

/* The opened photo, undecoded, of a size that is allowed. */
static enum err header_read(const struct photo_file *file, VipsImage **head)
{
    g_autoptr(photo_image) image = NULL;
    enum err e = header_check(file);
    if (!e)
        e = photo_open(file, 1, &image);
    if (!e)
        e = size_check(file, (uint32_t)image->Xsize, (uint32_t)image->Ysize);
    if (!e)
        e = frames_check((size_t)vips_image_get_n_pages(image));
    if (!e)
        *head = g_steal_pointer(&image);
    return e;
}

/* Each step puts its result in the place of `*image`. */
static int replace(VipsImage **image, VipsImage **next, int failed)
{
    if (!failed) {
        g_object_unref(*image);
        *image = *next;
    }
    return failed;
}

static int flatten(VipsImage **image)
{
    if (!vips_image_hasalpha(*image))
        return 0;
    bool is_deep = vips_image_get_format(*image) == VIPS_FORMAT_USHORT;
    VipsArrayDouble *white = vips_array_double_newv(1, is_deep ? 65535.0 : 255.0);
    VipsImage *opaque = NULL;
    int failed = vips_flatten(*image, &opaque, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return replace(image, &opaque, failed);
}

/* Computes the whole image and hands each strip of rows on, or (NULL) to nobody. libvips' own
 * sinks (vips_avg, vips_image_write_to_memory …) use threads, and in 8.14 they now and
 * then report success when the last strip of a damaged file could not be decoded. */
static int strips_read(VipsImage *image, void (*take)(void *context, const uint8_t *strip, size_t size, int rows),
                       void *context)
{
    VipsRegion *region = vips_region_new(image);
    bool failed = false;
    for (int top = 0; top < image->Ysize && !failed; top += STRIP_ROWS) {
        size_t size;
        int rows = MIN(STRIP_ROWS, image->Ysize - top);
        g_autofree uint8_t *strip = vips_region_fetch(region, 0, top, image->Xsize, rows, &size);
        failed = !strip;
        if (strip && take)
            take(context, strip, size, rows);
    }
    g_object_unref(region);
    return failed ? -1 : 0;
}

static void strip_copy(void *context, const uint8_t *strip, size_t size, int rows)
{
    (void)rows;
    uint8_t **pixels = context;
    memcpy(*pixels, strip, size);
    *pixels += size;
}

static int pixels_read(VipsImage *image, uint8_t *pixels)
{
    return strips_read(image, strip_copy, &pixels);
}

/* What is found out from the pixels of a photo that is checked. */
struct look {
    struct luma luma;
    struct thumb *thumb;
};

static void strip_weigh(void *context, const uint8_t *strip, size_t size, int rows)
{
    (void)size;
    struct look *look = context;
    luma_add_rows(&look->luma, strip, rows);
    thumb_add_rows(look->thumb, strip, rows);
}

/* Bytes R, G, B on white; false for what libvips knows no way to. */
static bool make_rgb(VipsImage **image)
{
    VipsImage *srgb = NULL;
    int failed =
        flatten(image) || replace(image, &srgb, vips_colourspace(*image, &srgb, VIPS_INTERPRETATION_sRGB, NULL));
    if (failed)
        vips_error_clear();
    return !failed && (*image)->Bands == 3 && (*image)->BandFmt == VIPS_FORMAT_UCHAR;
}

/* A picture that is to be looked at keeps enough pixels for that, however small it is. */
static int shrink_to_check(struct box size)
{
    int shrink = SHRINK_MAX;
    while (shrink > 1 && MIN(size.width, size.height) / shrink < CHECK_SIDE_MIN)
        shrink /= 2;
    return shrink;
}

/* Reads every coded byte of the photo. A JPEG decoded at an eighth has been read as
 * wholly as one decoded at full size, for a third of the time. (libvips 8.14 aborts where
 * the reduction leaves no pixel.) */
static enum err decode(const struct photo_file *file, struct photo *photo)
{
    struct look look;
    g_autoptr(photo_image) image = NULL;
    enum err e = photo_open(file, shrink_to_check(photo->size), &image);
    if (e)
        return e;
    int orientation = vips_image_get_orientation(image);
    bool is_rgb = make_rgb(&image);
    struct box size = {image->Xsize, image->Ysize};
    luma_init(&look.luma, size);
    g_autofree struct thumb *thumb = look.thumb = thumb_new(size);
    if (strips_read(image, is_rgb ? strip_weigh : NULL, &look))
        return decode_failed();
    luma_turn(&look.luma, orientation);
    photo->has_hash = is_rgb && phash_of(look.luma.means, &photo->hash);
    if (is_rgb)
        thumb_hash(thumb, orientation, photo->thumbhash);
    return OK;
}

enum err photo_check(const struct photo_file *file, struct photo *photo)
{
    struct photo found = {0};
    g_autoptr(photo_image) head = NULL;
    enum err e = header_read(file, &head);
    if ((!e || e == E_MEDIA_CORRUPT) && !sniffed_is_whole(file->kind, file->bytes, file->size))
        return E_MEDIA_TRUNCATED;
    if (e)
        return e;
    found.size = upright_size(head);
    e = decode(file, &found);
    if (!e)
        *photo = found;
    return e;
}

/* The largest reduction while decoding that still leaves the crop as large as the result. */
static int shrink_for(const struct crop *crop, struct box result)
{
    int shrink = SHRINK_MAX;
    while (shrink > 1 && (crop->width / shrink < result.width || crop->height / shrink < result.height))
        shrink /= 2;
    return shrink;
}

/* The crop in an image of another size than it was made for. */
static struct crop crop_scale(const struct crop *crop, struct box from, const VipsImage *image)
{
    double across = image->Xsize / (double)from.width, down = image->Ysize / (double)from.height;
    int left = MIN((int)(crop->left * across + 0.5), image->Xsize - 1);
    int top = MIN((int)(crop->top * down + 0.5), image->Ysize - 1);
    return (struct crop){
        .left = left,
        .top = top,
        .width = CLAMP((int)(crop->width * across + 0.5), 1, image->Xsize - left),
        .height = CLAMP((int)(crop->height * down + 0.5), 1, image->Ysize - top),
    };
}

/* An image in memory whose pixels go with it. */
static VipsImage *memory_image(VipsImage *like)
{
    VipsImage *memory = vips_image_new_memory();
    if (!vips_image_pipelinev(memory, VIPS_DEMAND_STYLE_ANY, like, NULL) && !vips_image_write_prepare(memory))
        return memory;
    g_object_unref(memory);
    return NULL;
}

/* Turning needs the pixels in any order, which a file that is read once cannot give. */
static int orient(VipsImage **image)
{
    if (vips_image_get_orientation(*image) == 1)
        return 0;
    VipsImage *memory = memory_image(*image), *turned = NULL;
    if (!memory)
        return -1;
    int failed = pixels_read(*image, memory->data) || vips_autorot(memory, &turned, NULL);
    g_object_unref(memory);
    return replace(image, &turned, failed);
}

static int cut(VipsImage **image, const struct crop *crop)
{
    VipsImage *part = NULL;
    return replace(image, &part,
                   vips_extract_area(*image, &part, crop->left, crop->top, crop->width, crop->height, NULL));
}

static int scale(VipsImage **image, struct box to)
{
    double across = to.width / (double)(*image)->Xsize, down = to.height / (double)(*image)->Ysize;
    VipsImage *scaled = NULL;
    return replace(image, &scaled, vips_resize(*image, &scaled, across, "vscale", down, NULL));
}

/* Most profiles are sRGB's own, and converting to what it is already costs as much as
 * decoding. Profiles name themselves in ASCII or, from version 4 on, in UTF-16. */
static bool profile_is_srgb(const void *profile, size_t size)
{
    return memmem(profile, size, "sRGB", 4) || memmem(profile, size, "s\0R\0G\0B", 7);
}

static int colour(VipsImage **image)
{
    const void *profile;
    size_t size;
    VipsImage *converted = NULL, *srgb = NULL;
    if (vips_image_get_typeof(*image, VIPS_META_ICC_NAME) &&
        !vips_image_get_blob(*image, VIPS_META_ICC_NAME, &profile, &size) && !profile_is_srgb(profile, size) &&
        replace(image, &converted,
                vips_icc_transform(*image, &converted, "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE,
                                   "black_point_compensation", TRUE, NULL)))
        vips_error_clear(); /* a broken profile is as good as none */
    return replace(image, &srgb, vips_colourspace(*image, &srgb, VIPS_INTERPRETATION_sRGB, NULL));
}

static enum err pixels_take(VipsImage *image, struct box result, uint8_t **pixels)
{
    if (image->Xsize != result.width || image->Ysize != result.height || image->Bands != 3 ||
        image->BandFmt != VIPS_FORMAT_UCHAR)
        return err_broken("render", "placed as %d×%d, %d bands of %s", image->Xsize, image->Ysize, image->Bands,
                          vips_enum_nick(VIPS_TYPE_BAND_FORMAT, image->BandFmt));
    g_autofree uint8_t *taken = g_malloc((size_t)result.width * (size_t)result.height * 3);
    if (pixels_read(image, taken))
        return decode_failed();
    *pixels = g_steal_pointer(&taken);
    return OK;
}

/* What JPEGs for print and other kinds need. */
static enum err place(const struct photo_file *file, struct box whole, const struct crop *wanted, struct box result,
                      VipsImage **placed)
{
    g_autoptr(photo_image) image = NULL;
    enum err e = photo_open(file, shrink_for(wanted, result), &image);
    if (e)
        return e;
    if (orient(&image))
        return decode_failed();
    struct crop crop = crop_scale(wanted, whole, image);
    if (flatten(&image) || cut(&image, &crop) || scale(&image, result))
        return decode_failed();
    *placed = g_steal_pointer(&image);
    return OK;
}

enum err photo_place(const struct photo_file *file, struct box box, const struct fit *fit, struct box result,
                     uint8_t **pixels)
{
    g_autoptr(photo_image) head = NULL, image = NULL;
    enum err e = header_read(file, &head);
    if (e)
        return e;
    struct box whole = upright_size(head);
    struct crop crop = fit_crop(whole, box, fit);
    e = photo_jpeg_is_plain(file, head) ? photo_jpeg_scale(file, head, &crop, result, &image)
                                        : place(file, whole, &crop, result, &image);
    if (e)
        return e;
    return colour(&image) ? decode_failed() : pixels_take(image, result, pixels);
}

/* Transparent pixels weigh less in what they are mixed into. */
static int scale_transparent(VipsImage **image, struct box to)
{
    VipsImage *weighed = NULL, *back = NULL, *bytes = NULL;
    return replace(image, &weighed, vips_premultiply(*image, &weighed, NULL)) || scale(image, to) ||
           replace(image, &back, vips_unpremultiply(*image, &back, NULL)) ||
           replace(image, &bytes, vips_cast_uchar(*image, &bytes, NULL));
}

/* Colours are made sRGB of as few pixels as can be. */
static int scale_whole(VipsImage **image, struct box to)
{
    bool is_scaled = (*image)->Xsize != to.width || (*image)->Ysize != to.height;
    if (vips_image_hasalpha(*image))
        return colour(image) || (is_scaled && scale_transparent(image, to));
    return (is_scaled && scale(image, to)) || colour(image);
}

/* The size that is `width` wide, but not larger than the photo itself, nor higher than `height_max`. */
static struct box size_within(struct box whole, int width, int height_max)
{
    double shrink = MIN(1.0, MIN((double)width / whole.width, (double)height_max / whole.height));
    return (struct box){MAX(1, (int)(whole.width * shrink + 0.5)), MAX(1, (int)(whole.height * shrink + 0.5))};
}

static enum err pixels_whole(VipsImage *image, struct pixels *out)
{
    if (image->BandFmt != VIPS_FORMAT_UCHAR || image->Bands < 3 || image->Bands > 4)
        return err_broken("render", "scaled to %d bands of %s", image->Bands,
                          vips_enum_nick(VIPS_TYPE_BAND_FORMAT, image->BandFmt));
    g_autofree uint8_t *bytes = g_malloc((size_t)image->Xsize * (size_t)image->Ysize * (size_t)image->Bands);
    if (pixels_read(image, bytes))
        return decode_failed();
    *out = (struct pixels){{image->Xsize, image->Ysize}, image->Bands, g_steal_pointer(&bytes)};
    return OK;
}

static enum err scale_any(const struct photo_file *file, const struct crop *all, struct box to, enum photo_alpha alpha,
                          VipsImage **scaled)
{
    g_autoptr(photo_image) image = NULL;
    enum err e = photo_open(file, shrink_for(all, to), &image);
    if (e)
        return e;
    if (orient(&image) || (alpha == PHOTO_FLATTEN && flatten(&image)) || scale_whole(&image, to))
        return decode_failed();
    *scaled = g_steal_pointer(&image);
    return OK;
}

static enum err scale_jpeg(const struct photo_file *file, VipsImage *head, const struct crop *all, struct box to,
                           VipsImage **scaled)
{
    g_autoptr(photo_image) image = NULL;
    enum err e = photo_jpeg_scale(file, head, all, to, &image);
    if (!e && colour(&image))
        e = decode_failed();
    if (!e)
        *scaled = g_steal_pointer(&image);
    return e;
}

enum err photo_scale(const struct photo_file *file, int width, int height_max, enum photo_alpha alpha,
                     struct pixels *out)
{
    g_autoptr(photo_image) head = NULL, image = NULL;
    enum err e = header_read(file, &head);
    if (e)
        return e;
    struct box whole = upright_size(head), to = size_within(whole, width, height_max);
    struct crop all = {0, 0, whole.width, whole.height};
    e = photo_jpeg_is_plain(file, head) ? scale_jpeg(file, head, &all, to, &image)
                                        : scale_any(file, &all, to, alpha, &image);
    return e ? e : pixels_whole(image, out);
}
