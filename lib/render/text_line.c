/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_line.h"

#include <harfbuzz/hb-ot.h>
#include <math.h>
#include <string.h>

#include "render/text_height.h"

/* More marks on one letter than this are left out: nobody reads them, and each takes time. */
enum { CLUSTER_GLYPHS_MAX = 24 };

static PangoFontDescription *description_new(const struct text_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->font);
    pango_font_description_set_absolute_size(font, style->font_px * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_font_description_set_style(font, style->is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return font;
}

PangoContext *text_context_new(PangoFontMap *fonts, const struct text_style *style)
{
    PangoContext *context = pango_font_map_create_context(fonts);
    PangoFontDescription *font = description_new(style);
    pango_context_set_font_description(context, font);
    pango_font_description_free(font);
    pango_context_set_round_glyph_positions(context, FALSE);
    if (*style->language)
        pango_context_set_language(context, pango_language_from_string(style->language));
    if (style->direction == TEXT_TTB)
        pango_context_set_base_gravity(context, PANGO_GRAVITY_EAST);
    return context;
}

static bool font_is_coloured(hb_font_t *font)
{
    hb_face_t *face = hb_font_get_face(font);
    return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face);
}

static bool font_is_italic(hb_font_t *font)
{
    return hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0 || hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE) < 0;
}

/* Scripts whose letters join take no spacing (CSS Text 3, §8.2.1). */
static bool script_is_joined(GUnicodeScript script)
{
    static const GUnicodeScript joined[] = {G_UNICODE_SCRIPT_ARABIC,   G_UNICODE_SCRIPT_HANIFI_ROHINGYA,
                                            G_UNICODE_SCRIPT_MANDAIC,  G_UNICODE_SCRIPT_MONGOLIAN,
                                            G_UNICODE_SCRIPT_NKO,      G_UNICODE_SCRIPT_PHAGS_PA,
                                            G_UNICODE_SCRIPT_SYRIAC};
    for (size_t i = 0; i < G_N_ELEMENTS(joined); i++)
        if (joined[i] == script)
            return true;
    return false;
}

static hb_direction_t item_direction(const PangoItem *item, bool is_upright)
{
    if (is_upright)
        return HB_DIRECTION_TTB;
    return item->analysis.level % 2 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
}

static hb_buffer_t *item_shape(const PangoItem *item, const char *text, const struct text_style *style,
                               bool is_upright)
{
    static const hb_feature_t apart[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX},
                                         {HB_TAG('c', 'l', 'i', 'g'), 0, 0, UINT_MAX}};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, (unsigned)item->offset, item->length);
    hb_buffer_set_direction(buffer, item_direction(item, is_upright));
    hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(
                                     (GUnicodeScript)item->analysis.script)));
    if (*style->language)
        hb_buffer_set_language(buffer, hb_language_from_string(style->language, -1));
    hb_shape(pango_font_get_hb_font(item->analysis.font), buffer, apart, style->letter_spacing ? G_N_ELEMENTS(apart) : 0);
    return buffer;
}

/* Where a glyph is put whose pen stands at `pen`. Upright ones are shaped from top to bottom, which is
 * along the line. */
static struct text_glyph glyph_at(const hb_glyph_info_t *info, const hb_glyph_position_t *at, double pen,
                                  bool is_upright)
{
    double x = at->x_offset / (double)PANGO_SCALE, y = at->y_offset / (double)PANGO_SCALE;
    return is_upright ? (struct text_glyph){info->codepoint, pen - y, -x} : (struct text_glyph){info->codepoint, pen + x, -y};
}

static double advance(const hb_glyph_position_t *at, bool is_upright)
{
    return (is_upright ? -at->y_advance : at->x_advance) / (double)PANGO_SCALE;
}

/* The line's width grows by the run's. */
static void run_fill(struct text_run *run, hb_buffer_t *buffer, double spacing, double *pen)
{
    unsigned count, in_cluster = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    run->glyphs = g_new(struct text_glyph, count);
    for (unsigned i = 0; i < count; i++) {
        bool ends_cluster = i + 1 == count || infos[i + 1].cluster != infos[i].cluster;
        if (in_cluster++ < CLUSTER_GLYPHS_MAX)
            run->glyphs[run->count++] = glyph_at(&infos[i], &positions[i], *pen, run->is_upright);
        *pen += advance(&positions[i], run->is_upright) + (ends_cluster ? spacing : 0);
        in_cluster = ends_cluster ? 0 : in_cluster;
    }
}

static void line_add_item(struct text_line *line, const PangoItem *item, const char *text,
                          const struct text_style *style)
{
    hb_font_t *font = pango_font_get_hb_font(item->analysis.font);
    bool is_upright = style->direction == TEXT_TTB && item->analysis.gravity == PANGO_GRAVITY_EAST;
    struct text_run run = {.font = g_object_ref(item->analysis.font),
                           .is_upright = is_upright,
                           .is_coloured = font_is_coloured(font)};
    run.is_slanted = style->is_italic && !font_is_italic(font);
    bool is_joined = script_is_joined((GUnicodeScript)item->analysis.script);
    hb_buffer_t *buffer = item_shape(item, text, style, is_upright);
    run_fill(&run, buffer, is_joined ? 0 : style->letter_spacing, &line->width);
    hb_buffer_destroy(buffer);
    g_array_append_val(line->runs, run);
}

static GList *items_make(PangoContext *context, const struct text_style *style, const char *text)
{
    PangoAttrList *none = pango_attr_list_new();
    PangoDirection direction = style->direction == TEXT_RTL ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    GList *logical = pango_itemize_with_base_dir(context, direction, text, 0, (int)strlen(text), none, NULL);
    GList *visual = pango_reorder_items(logical);
    g_list_free(logical);
    pango_attr_list_unref(none);
    return visual;
}

static void run_clear(void *run)
{
    struct text_run *r = run;
    g_object_unref(r->font);
    g_free(r->glyphs);
}

/* The height is that of the text's own font, and where the font says it, of those that stood in for it. */
static void line_measure(struct text_line *line, PangoContext *context, const struct text_style *style)
{
    PangoFont *own = pango_context_load_font(context, pango_context_get_font_description(context));
    text_height_add(own, style, &line->ascent, &line->descent);
    g_object_unref(own);
    for (guint i = 0; i < line->runs->len && !style->line_height; i++)
        text_height_add(g_array_index(line->runs, struct text_run, i).font, style, &line->ascent, &line->descent);
}

void text_line_init(struct text_line *line, PangoContext *context, const struct text_style *style, const char *text)
{
    *line = (struct text_line){.runs = g_array_new(FALSE, FALSE, sizeof(struct text_run))};
    line->ascent = line->descent = -INFINITY;
    g_array_set_clear_func(line->runs, run_clear);
    GList *items = *text ? items_make(context, style, text) : NULL;
    for (GList *i = items; i; i = i->next)
        line_add_item(line, i->data, text, style);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    line_measure(line, context, style);
}

void text_line_clear(struct text_line *line)
{
    g_array_unref(line->runs);
}
