/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_emoji.h"

#include <glib.h>
#include <harfbuzz/hb-ot.h>
#include <math.h>
#include <string.h>

/* No font of ours has larger ones. */
enum { EMOJI_SIDE_MAX = 1024 };

struct reading {
    const char *bytes;
    unsigned left;
};

static cairo_status_t read_bytes(void *context, unsigned char *to, unsigned size)
{
    struct reading *reading = context;
    if (size > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reading->bytes, size);
    reading->bytes += size;
    reading->left -= size;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *image_read(hb_font_t *font, hb_codepoint_t glyph)
{
    hb_blob_t *png = hb_ot_color_glyph_reference_png(font, glyph);
    struct reading reading;
    reading.bytes = hb_blob_get_data(png, &reading.left);
    cairo_surface_t *image = reading.left ? cairo_image_surface_create_from_png_stream(read_bytes, &reading) : NULL;
    hb_blob_destroy(png);
    if (image && (cairo_surface_status(image) || cairo_image_surface_get_width(image) > EMOJI_SIDE_MAX ||
                  cairo_image_surface_get_height(image) > EMOJI_SIDE_MAX))
        g_clear_pointer(&image, cairo_surface_destroy);
    return image;
}

/* Half as large, each pixel the mean of four. */
static cairo_surface_t *halved(cairo_surface_t *image)
{
    int width = MAX(1, cairo_image_surface_get_width(image) / 2);
    int height = MAX(1, cairo_image_surface_get_height(image) / 2);
    cairo_surface_t *half = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create(half);
    cairo_scale(cr, 0.5, 0.5);
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
    cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
    cairo_paint(cr);
    cairo_destroy(cr);
    return half;
}

struct drawing {
    cairo_t *cr;
    double opacity;
    GHashTable *images; /* of surfaces, by font and glyph; of one size, as all letters of a text are */
    struct text_work *work;
    struct area clip;
};

/* As Skia does: of the image and its halves the smallest that is large enough, then linear between pixels. */
static cairo_surface_t *image_for(hb_font_t *font, hb_codepoint_t glyph, double width_px)
{
    cairo_surface_t *image = image_read(font, glyph);
    while (image && cairo_image_surface_get_width(image) > 1 && cairo_image_surface_get_width(image) / width_px >= 2) {
        cairo_surface_t *half = halved(image);
        cairo_surface_destroy(image);
        image = half;
    }
    return image;
}

static cairo_surface_t *image_find(struct drawing *d, const struct text_placed *placed, double width_px)
{
    gpointer key = GUINT_TO_POINTER(placed->glyph->id), known = NULL;
    if (g_hash_table_lookup_extended(d->images, key, NULL, &known))
        return known;
    cairo_surface_t *image = image_for(placed->run->font, placed->glyph->id, width_px);
    g_hash_table_insert(d->images, key, image);
    return image;
}

static void image_draw(cairo_t *cr, cairo_surface_t *image, const hb_glyph_extents_t *e, const cairo_matrix_t *matrix,
                       double opacity)
{
    cairo_save(cr);
    cairo_transform(cr, matrix);
    cairo_translate(cr, e->x_bearing, e->y_bearing);
    cairo_scale(cr, e->width / (double)cairo_image_surface_get_width(image),
                e->height / (double)cairo_image_surface_get_height(image));
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
    cairo_paint_with_alpha(cr, opacity);
    cairo_restore(cr);
}

static void draw(void *context, const struct text_placed *placed)
{
    struct drawing *d = context;
    struct text_placed at = *placed;
    const hb_glyph_extents_t *e = &placed->glyph->extents;
    if (!placed->run->is_coloured)
        return;
    text_placed_snap(&at);
    struct area area = text_placed_area(&at, 1);
    area = area_meet(&area, &d->clip);
    if (area_is_empty(&area) || !text_work_take(d->work, &area, 2))
        return;
    cairo_surface_t *image = image_find(d, placed, e->width / (double)PANGO_SCALE);
    if (!image)
        return;
    image_draw(d->cr, image, e, &at.matrix, d->opacity);
}

static void image_free(gpointer image)
{
    if (image)
        cairo_surface_destroy(image);
}

void text_emoji_draw(const struct text_layout *layout, cairo_t *cr, double opacity)
{
    struct drawing d = {.cr = cr, .opacity = opacity, .work = layout->work};
    double clip[4];
    cairo_clip_extents(cr, &clip[0], &clip[1], &clip[2], &clip[3]);
    d.clip = (struct area){(int)floor(clip[0]), (int)floor(clip[1]), (int)ceil(clip[2]), (int)ceil(clip[3])};
    d.images = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, image_free);
    text_layout_each(layout, draw, &d);
    g_hash_table_destroy(d.images);
}
