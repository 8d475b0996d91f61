/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_font.h"

#include <harfbuzz/hb-ot.h>

#include "render/fonts.h"

static PangoFontDescription *description_new(PangoFontMap *fonts, const struct text_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_absolute_size(font, style->font_px * PANGO_SCALE);
    const struct fonts_wanted wanted = {style->font, style->language, style->content, style->weight, style->is_italic};
    fonts_choose(fonts, &wanted, font);
    return font;
}

PangoContext *text_context_new(PangoFontMap *fonts, const struct text_style *style)
{
    PangoContext *context = pango_font_map_create_context(fonts);
    PangoFontDescription *font = description_new(fonts, style);
    pango_context_set_font_description(context, font);
    pango_font_description_free(font);
    pango_context_set_round_glyph_positions(context, FALSE);
    if (*style->language)
        pango_context_set_language(context, pango_language_from_string(style->language));
    if (style->direction == TEXT_TTB)
        pango_context_set_base_gravity(context, PANGO_GRAVITY_EAST);
    return context;
}

hb_font_t *text_font_new(PangoFont *font, const struct text_style *style)
{
    hb_font_t *made = hb_font_create(hb_font_get_face(pango_font_get_hb_font(font)));
    int scale = (int)(style->font_px * PANGO_SCALE + 0.5);
    hb_font_set_scale(made, scale, scale);
    hb_font_set_ppem(made, 0, 0);
    return made;
}

hb_font_t *text_font_own(PangoContext *context, const struct text_style *style)
{
    PangoFont *first = pango_context_load_font(context, pango_context_get_font_description(context));
    hb_font_t *own = text_font_new(first, style);
    g_object_unref(first);
    return own;
}

bool text_font_is_coloured(hb_font_t *font)
{
    hb_face_t *face = hb_font_get_face(font);
    return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face);
}

bool text_font_is_italic(hb_font_t *font)
{
    return hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0 || hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE) < 0;
}
