/* SPDX-License-Identifier: Apache-2.0 */
#include "render/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "rule/font.h"

static const char key[] = "stencil-fonts";

enum { EMOJI_LEAST = 0x2000, EMOJI_SELECTOR = 0xfe0f };

struct fonts {
    char *folder;
    FcConfig *config;
    GHashTable *read; /* of struct font_file *, those of which fontconfig knows */
};

static void fonts_free(void *data)
{
    struct fonts *fonts = data;
    g_hash_table_destroy(fonts->read);
    FcConfigDestroy(fonts->config);
    g_free(fonts->folder);
    g_free(fonts);
}

/* Files have a few characters beyond their subset's range, which browsers do not take from them. */
static void charset_add(GString *xml, const char *place, const struct font_family *family, const struct font_file *file)
{
    g_string_append_printf(xml,
                           "<match target=\"scan\"><test name=\"file\"><string>%s/%s.ttf</string></test>"
                           "<edit name=\"charset\" mode=\"assign\"><charset>",
                           place, file->name);
    for (size_t i = 0; i < family->own_range_count; i++)
        if (family->own_ranges[i].subset == file->subset)
            g_string_append_printf(xml, "<range><int>0x%x</int><int>0x%x</int></range>", family->own_ranges[i].first,
                                   family->own_ranges[i].last);
    g_string_append(xml, "</charset></edit></match>");
}

/* Some files name their family after the variable font that they were cut from ("Noto Sans JP Thin"), so a file's
 * family follows from its name. Pango asks for "emoji" where Unicode wants a coloured picture. */
static char *settings_make(const char *folder)
{
    g_autofree char *place = g_markup_escape_text(folder, -1);
    GString *xml = g_string_new("<fontconfig>");
    for (size_t i = 0; i < font_family_count; i++) {
        const struct font_family *family = &font_families[i];
        const char *name = family->files[0].name;
        const char *slug_end = strchr(name, '.');
        g_string_append_printf(
            xml,
            "<match target=\"scan\"><test name=\"file\" compare=\"contains\"><string>%s/%.*s.</string>"
            "</test><edit name=\"family\" mode=\"assign\"><string>%s</string></edit></match>",
            place, (int)(slug_end - name), name, family->name);
        for (size_t f = 0; family->own_ranges && f < family->file_count; f++)
            charset_add(xml, place, family, &family->files[f]);
        if (family->is_emoji)
            g_string_append_printf(xml,
                                   "<match target=\"pattern\"><test name=\"family\"><string>emoji</string></test>"
                                   "<edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>%s</string>"
                                   "</edit></match>",
                                   family->name);
    }
    g_string_append(xml, "</fontconfig>");
    return g_string_free(xml, FALSE);
}

PangoFontMap *fonts_new(const char *folder)
{
    struct fonts *fonts = g_new0(struct fonts, 1);
    fonts->folder = g_canonicalize_filename(folder, NULL);
    g_autofree char *settings = settings_make(fonts->folder);
    fonts->config = FcConfigCreate();
    fonts->read = g_hash_table_new(NULL, NULL);
    if (!FcConfigParseAndLoadFromMemory(fonts->config, (const FcChar8 *)settings, FcTrue))
        err_log("picture", "fontconfig refuses our settings");
    /* Before Pango's first look, which would read the host's. */
    FcConfigSetCurrent(fonts->config);
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts->config);
    g_object_set_data_full(G_OBJECT(map), key, fonts, fonts_free);
    return map;
}

static bool file_read(struct fonts *fonts, const struct font_file *file)
{
    if (!g_hash_table_add(fonts->read, (gpointer)file))
        return false;
    g_autofree char *path = g_strdup_printf("%s/%s.ttf", fonts->folder, file->name);
    if (FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)path))
        return true;
    /* A picture without it would be kept, and be wrong for ever. The daemon says that this worker failed. */
    err_log("picture", "%s: no font", path);
    exit(EXIT_FAILURE);
}

/* Those of the family in the text's weight and style, and of a family in slices those of this slice. */
static bool family_read(struct fonts *fonts, const struct fonts_wanted *wanted, const struct font_family *family,
                        const struct font_range *range)
{
    bool is_new = false;
    for (size_t i = 0; i < family->file_count; i++) {
        const struct font_file *file = &family->files[i];
        if (font_file_suits(family, file, wanted->weight, wanted->is_italic) &&
            (!family->is_sliced || file->subset == range->subset))
            is_new = file_read(fonts, file) || is_new;
    }
    return is_new;
}

/* Whether Pango may want the character as a coloured picture though an earlier font has it: it is one of those that
 * Unicode draws so, or makes the one before it such. Digits and © alone are none. */
static bool may_be_emoji(gunichar c)
{
    return c == EMOJI_SELECTOR || (c >= EMOJI_LEAST && font_is_wanted(c));
}

static bool character_read(struct fonts *fonts, const struct fonts_wanted *wanted,
                           const struct font_family *const stack[], size_t count, gunichar c)
{
    bool is_new = false, is_found = !font_is_wanted(c) && c != ' ';
    for (size_t i = 0; i < count; i++) {
        const struct font_range *range = font_range_find(stack[i], c);
        if (range && (!is_found || (stack[i]->is_emoji && may_be_emoji(c))))
            is_new = family_read(fonts, wanted, stack[i], range) || is_new;
        is_found = is_found || range;
    }
    return is_new;
}

static char *names_join(const struct font_family *const stack[], size_t count)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(names, "%s%s", i ? "," : "", stack[i]->name);
    return g_string_free(names, FALSE);
}

void fonts_choose(PangoFontMap *map, const struct fonts_wanted *wanted, PangoFontDescription *font)
{
    struct fonts *fonts = g_object_get_data(G_OBJECT(map), key);
    const struct font_family *stack[FONT_STACK_MAX];
    size_t count = font_stack(wanted->family, wanted->language, stack);
    /* Spaces, and what no font has, are of the first. */
    bool is_new = character_read(fonts, wanted, stack, count, ' ');
    for (const char *c = wanted->content; *c; c = g_utf8_next_char(c))
        is_new = character_read(fonts, wanted, stack, count, g_utf8_get_char(c)) || is_new;
    if (is_new)
        pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(map));
    g_autofree char *names = names_join(stack, count);
    pango_font_description_set_family(font, names);
    pango_font_description_set_weight(font, (PangoWeight)font_weight(wanted->weight));
    pango_font_description_set_style(font, wanted->is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
}
