/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_item.h"

#include <string.h>

#include "render/text_font.h"

/* Whether a letter goes on with what came before: marks, joiners and what chooses between forms. */
static bool is_continued(gunichar c)
{
    return g_unichar_ismark(c) || c == 0x200c || c == 0x200d || g_unichar_iszerowidth(c);
}

struct search {
    const char *composed, *apart; /* a letter with its marks, both ways of writing it */
    PangoFont *found;
};

static bool has_all(PangoFont *font, const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (!is_continued(g_utf8_get_char(c)) || g_unichar_ismark(g_utf8_get_char(c)))
            if (!pango_font_has_char(font, g_utf8_get_char(c)))
                return false;
    return true;
}

static gboolean font_look(PangoFontset *, PangoFont *font, gpointer data)
{
    struct search *search = data;
    if (has_all(font, search->composed) || has_all(font, search->apart))
        search->found = g_object_ref(font);
    return search->found != NULL;
}

/* The first font that has the letter and all its marks, or, where none has all, the letter. */
static PangoFont *cluster_font(PangoFontset *fonts, const char *text, const char *end)
{
    if (g_utf8_next_char(text) == end)
        return pango_fontset_get_font(fonts, g_utf8_get_char(text));
    g_autofree char *composed = g_utf8_normalize(text, end - text, G_NORMALIZE_NFC);
    g_autofree char *apart = g_utf8_normalize(text, end - text, G_NORMALIZE_NFD);
    struct search search = {.composed = composed ? composed : "", .apart = apart ? apart : ""};
    pango_fontset_foreach(fonts, font_look, &search);
    return search.found ? search.found : pango_fontset_get_font(fonts, g_utf8_get_char(text));
}

static const char *cluster_end(const char *text, const char *end)
{
    do
        text = g_utf8_next_char(text);
    while (text < end && is_continued(g_utf8_get_char(text)));
    return text;
}

static bool item_is_coloured(const PangoItem *item)
{
    return text_font_is_coloured(pango_font_get_hb_font(item->analysis.font));
}

/* Pango lets spaces and punctuation have the font of what is before them, and cuts marks off; so its fonts count
 * for nothing but where it wants a coloured picture. */
static bool items_are_alike(const PangoItem *a, const PangoItem *b)
{
    return a->analysis.level == b->analysis.level && a->analysis.script == b->analysis.script &&
           a->analysis.gravity == b->analysis.gravity && !item_is_coloured(a) && !item_is_coloured(b);
}

static GList *items_merge(GList *items)
{
    GList *at = items;
    while (at) {
        GList *after = at->next;
        if (!after || !items_are_alike(at->data, after->data)) {
            at = after;
            continue;
        }
        PangoItem *item = at->data, *next = after->data;
        item->length += next->length;
        item->num_chars += next->num_chars;
        pango_item_free(next);
        items = g_list_delete_link(items, after);
    }
    return items;
}

/* The part of the item before `bytes` becomes one of its own, in front of it. */
static GList *item_cut(GList *items, GList *at, int bytes, const char *text)
{
    PangoItem *item = at->data;
    int chars = (int)g_utf8_strlen(text + item->offset, bytes);
    PangoItem *front = pango_item_split(item, bytes, chars);
    return g_list_insert_before(items, at, front);
}

/* UAX 50: brackets, dashes and the mark of long vowels (Tr) have forms of their own for vertical text, which stand
 * upright. Pango would lay them on their side. */
static bool has_vertical_form(gunichar c)
{
    static const gunichar ranges[][2] = {{0x2329, 0x232a}, {0x3008, 0x3011}, {0x3014, 0x301f}, {0x3030, 0x3030},
                                         {0x30a0, 0x30a0}, {0x30fc, 0x30fc}, {0xfe59, 0xfe5e}, {0xff08, 0xff09},
                                         {0xff0d, 0xff0d}, {0xff1a, 0xff1e}, {0xff3b, 0xff3b}, {0xff3d, 0xff3d},
                                         {0xff3f, 0xff3f}, {0xff5b, 0xff60}, {0xffe3, 0xffe3}};
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

/* How a letter with its marks is drawn. */
struct look {
    PangoFont *font; /* a reference */
    PangoGravity gravity;
};

static struct look look_choose(PangoFontset *fonts, const PangoItem *item, const char *c, const char *end)
{
    gunichar letter = g_utf8_get_char(c);
    PangoGravity gravity = item->analysis.gravity;
    bool is_vertical = item->analysis.flags & PANGO_ANALYSIS_FLAG_CENTERED_BASELINE;
    bool keeps = item_is_coloured(item) && !g_unichar_isspace(letter);
    return (struct look){.font = keeps ? g_object_ref(item->analysis.font) : cluster_font(fonts, c, end),
                         .gravity = is_vertical && has_vertical_form(letter) ? PANGO_GRAVITY_EAST : gravity};
}

static void look_set_take(PangoItem *item, struct look *look)
{
    g_object_unref(item->analysis.font);
    item->analysis.font = g_steal_pointer(&look->font);
    item->analysis.gravity = (guint8)look->gravity;
}

/* Cut where its letters begin to look otherwise. */
static GList *item_choose(GList *items, GList *at, PangoFontset *fonts, const char *text)
{
    PangoItem *item = at->data, *whole = pango_item_copy(item);
    const char *end = text + item->offset + item->length, *next;
    struct look look = {0};
    for (const char *c = text + item->offset; c < end; c = next) {
        next = cluster_end(c, end);
        struct look own = look_choose(fonts, whole, c, next);
        if (look.font && (own.font != look.font || own.gravity != look.gravity)) {
            items = item_cut(items, at, (int)(c - text) - item->offset, text);
            look_set_take(at->prev->data, &look);
        }
        g_clear_object(&look.font);
        look = own;
    }
    look_set_take(item, &look);
    pango_item_free(whole);
    return items;
}

GList *text_itemize(PangoContext *context, const struct text_style *style, const char *text)
{
    PangoAttrList *none = pango_attr_list_new();
    PangoDirection direction = style->direction == TEXT_RTL ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    GList *items = items_merge(pango_itemize_with_base_dir(context, direction, text, 0, (int)strlen(text), none, NULL));
    PangoFontset *fonts = pango_context_load_fontset(context, pango_context_get_font_description(context),
                                                     pango_context_get_language(context));
    for (GList *at = items; at; at = at->next)
        items = item_choose(items, at, fonts, text);
    g_object_unref(fonts);
    pango_attr_list_unref(none);
    return items;
}
