/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_font.h"

#include <harfbuzz/hb-ot.h>
#include <string.h>

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

bool text_font_is_coloured(hb_font_t *font)
{
    hb_face_t *face = hb_font_get_face(font);
    return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face);
}

bool text_font_is_italic(hb_font_t *font)
{
    return hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0 || hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE) < 0;
}

/* Whether a letter goes on with what came before: marks, joiners and what chooses between forms. */
static bool is_continued(gunichar c)
{
    return g_unichar_ismark(c) || c == 0x200c || c == 0x200d || g_unichar_iszerowidth(c);
}

/* The first font that has the letter and all its marks, or, where none has all, the letter. */
static PangoFont *cluster_font(PangoFontset *fonts, const char *text, const char *end)
{
    PangoFont *font = pango_fontset_get_font(fonts, g_utf8_get_char(text));
    for (const char *c = g_utf8_next_char(text); c < end; c = g_utf8_next_char(c)) {
        gunichar mark = g_utf8_get_char(c);
        if (!g_unichar_ismark(mark) || pango_font_has_char(font, mark))
            continue;
        PangoFont *other = pango_fontset_get_font(fonts, mark);
        if (pango_font_has_char(other, g_utf8_get_char(text))) {
            g_object_unref(font);
            font = other;
        } else {
            g_object_unref(other);
        }
    }
    return font;
}

static const char *cluster_end(const char *text, const char *end)
{
    do
        text = g_utf8_next_char(text);
    while (text < end && is_continued(g_utf8_get_char(text)));
    return text;
}

/* The part of the item before `bytes` becomes one of its own, in front of it. */
static GList *item_cut(GList *items, GList *at, int bytes, const char *text)
{
    PangoItem *item = at->data;
    int chars = (int)g_utf8_strlen(text + item->offset, bytes);
    PangoItem *front = pango_item_split(item, bytes, chars);
    return g_list_insert_before(items, at, front);
}

static void font_set(PangoItem *item, PangoFont *font)
{
    g_object_unref(item->analysis.font);
    item->analysis.font = g_object_ref(font);
}

/* Pango lets spaces and punctuation have the font of what is before them. */
static GList *item_choose(GList *items, GList *at, PangoFontset *fonts, const char *text)
{
    PangoItem *item = at->data;
    const char *c = text + item->offset, *end = c + item->length;
    PangoFont *font = NULL;
    while (c < end) {
        const char *next = cluster_end(c, end);
        PangoFont *own = cluster_font(fonts, c, next);
        if (font && own != font) {
            items = item_cut(items, at, (int)(c - text) - item->offset, text);
            font_set(at->prev->data, font);
        }
        g_clear_object(&font);
        font = own;
        c = next;
    }
    font_set(item, font);
    g_clear_object(&font);
    return items;
}

static bool item_is_coloured(const PangoItem *item)
{
    return text_font_is_coloured(pango_font_get_hb_font(item->analysis.font));
}

GList *text_itemize(PangoContext *context, const struct text_style *style, const char *text)
{
    PangoAttrList *none = pango_attr_list_new();
    PangoDirection direction = style->direction == TEXT_RTL ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    GList *items = pango_itemize_with_base_dir(context, direction, text, 0, (int)strlen(text), none, NULL);
    PangoFontset *fonts = pango_context_load_fontset(context, pango_context_get_font_description(context),
                                                     pango_context_get_language(context));
    for (GList *at = items; at; at = at->next)
        if (!item_is_coloured(at->data))
            items = item_choose(items, at, fonts, text);
    g_object_unref(fonts);
    pango_attr_list_unref(none);
    return items;
}
