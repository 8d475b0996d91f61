/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_line.h"

#include <math.h>
#include <string.h>

#include "render/text_font.h"
#include "render/text_height.h"
#include "render/text_item.h"

/* More marks on one letter than this are left out: nobody reads them, and each takes time. */
enum { CLUSTER_GLYPHS_MAX = 24 };

/* Letters of scripts in which they join take no spacing (CSS Text 3, §8.2.1). */
static bool is_joined(gunichar letter)
{
    GUnicodeScript script = g_unichar_get_script(letter);
    static const GUnicodeScript joined[] = {
        G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_HANIFI_ROHINGYA, G_UNICODE_SCRIPT_MANDAIC, G_UNICODE_SCRIPT_MONGOLIAN,
        G_UNICODE_SCRIPT_NKO,    G_UNICODE_SCRIPT_PHAGS_PA,        G_UNICODE_SCRIPT_SYRIAC};
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

static hb_buffer_t *item_shape(const PangoItem *item, hb_font_t *font, const char *text, const struct text_style *style,
                               bool is_upright)
{
    static const hb_feature_t apart[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX},
                                         {HB_TAG('c', 'l', 'i', 'g'), 0, 0, UINT_MAX}};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, (unsigned)item->offset, item->length);
    hb_buffer_set_direction(buffer, item_direction(item, is_upright));
    hb_buffer_set_script(
        buffer, hb_script_from_iso15924_tag(g_unicode_script_to_iso15924((GUnicodeScript)item->analysis.script)));
    if (*style->language)
        hb_buffer_set_language(buffer, hb_language_from_string(style->language, -1));
    hb_shape(font, buffer, apart, style->letter_spacing ? G_N_ELEMENTS(apart) : 0);
    return buffer;
}

/* Chromium takes the upper edge of an upright letter in whole pixels when it looks for its origin. */
static double rise(const hb_glyph_extents_t *extents)
{
    double top = extents->y_bearing / (double)PANGO_SCALE;
    return ceil(top) - top;
}

/* Where a glyph is put whose pen stands at `pen`. Upright ones are shaped from top to bottom, which is
 * along the line. */
static struct text_glyph glyph_at(const struct text_run *run, hb_codepoint_t id, const hb_glyph_position_t *at,
                                  double pen)
{
    double x = at->x_offset / (double)PANGO_SCALE, y = at->y_offset / (double)PANGO_SCALE;
    struct text_glyph glyph = {.id = id, .x = pen + x, .y = -y};
    if (!hb_font_get_glyph_extents(run->font, id, &glyph.extents))
        glyph.extents = (hb_glyph_extents_t){0};
    if (run->is_upright) {
        glyph.x = pen - y + rise(&glyph.extents);
        glyph.y = -x;
    }
    return glyph;
}

static double advance(const hb_glyph_position_t *at, bool is_upright)
{
    return (is_upright ? -at->y_advance : at->x_advance) / (double)PANGO_SCALE;
}

/* The line's width grows by the run's. */
static void run_fill(struct text_run *run, hb_buffer_t *buffer, const char *text, double spacing, double *pen)
{
    unsigned count, in_cluster = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    run->glyphs = g_new(struct text_glyph, count);
    for (unsigned i = 0; i < count; i++) {
        bool ends_cluster = i + 1 == count || infos[i + 1].cluster != infos[i].cluster;
        if (in_cluster++ < CLUSTER_GLYPHS_MAX)
            run->glyphs[run->count++] = glyph_at(run, infos[i].codepoint, &positions[i], *pen);
        *pen += advance(&positions[i], run->is_upright);
        if (ends_cluster && !is_joined(g_utf8_get_char(text + infos[i].cluster)))
            *pen += spacing;
        in_cluster = ends_cluster ? 0 : in_cluster;
    }
}

static void line_add_item(struct text_line *line, const PangoItem *item, const char *text,
                          const struct text_style *style)
{
    hb_font_t *font = text_font_new(item->analysis.font, style);
    bool is_upright = style->direction == TEXT_TTB && item->analysis.gravity == PANGO_GRAVITY_EAST;
    struct text_run run = {.font = font, .is_upright = is_upright, .is_coloured = text_font_is_coloured(font)};
    run.is_slanted = style->is_italic && !text_font_is_italic(font);
    hb_buffer_t *buffer = item_shape(item, font, text, style, is_upright);
    run_fill(&run, buffer, text, style->letter_spacing, &line->width);
    hb_buffer_destroy(buffer);
    g_array_append_val(line->runs, run);
}

static void run_clear(void *run)
{
    struct text_run *r = run;
    hb_font_destroy(r->font);
    g_free(r->glyphs);
}

/* The height is that of the text's own font, and where the font says it, of those that stood in for it. */
static void line_measure(struct text_line *line, hb_font_t *own, const struct text_style *style)
{
    text_height_add(own, style, &line->ascent, &line->descent);
    for (guint i = 0; i < line->runs->len && !style->line_height; i++)
        text_height_add(g_array_index(line->runs, struct text_run, i).font, style, &line->ascent, &line->descent);
}

void text_line_init(struct text_line *line, PangoContext *context, hb_font_t *own, const struct text_style *style,
                    const char *text)
{
    *line = (struct text_line){.runs = g_array_new(FALSE, FALSE, sizeof(struct text_run))};
    line->ascent = line->descent = -INFINITY;
    g_array_set_clear_func(line->runs, run_clear);
    GList *logical = *text ? text_itemize(context, style, text) : NULL, *items = pango_reorder_items(logical);
    g_list_free(logical);
    for (GList *i = items; i; i = i->next)
        line_add_item(line, i->data, text, style);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    line_measure(line, own, style);
}

void text_line_clear(struct text_line *line)
{
    g_array_unref(line->runs);
}
