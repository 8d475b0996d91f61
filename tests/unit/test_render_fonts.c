/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <string.h>

#include "render/fonts.h"
#include "rule/font.h"

static PangoFontMap *fonts;

static PangoLayout *layout_of(const char *family, const char *language, double weight, bool is_italic,
                              const char *content)
{
    PangoContext *context = pango_font_map_create_context(fonts);
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_absolute_size(font, 40 * PANGO_SCALE);
    fonts_choose(
        fonts,
        &(struct fonts_wanted){
            .family = family, .language = language, .content = content, .weight = weight, .is_italic = is_italic},
        font);
    pango_context_set_language(context, pango_language_from_string(language));
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, content, -1);
    pango_font_description_free(font);
    g_object_unref(context);
    return layout;
}

/* The files of a text's runs, without folder and .ttf, in visual order, separated by spaces. */
static char *files_of(const char *family, const char *language, double weight, bool is_italic, const char *content)
{
    g_autoptr(PangoLayout) layout = layout_of(family, language, weight, is_italic, content);
    GString *files = g_string_new(NULL);
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (GSList *i = line->runs; i; i = i->next) {
        PangoLayoutRun *run = i->data;
        FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(run->item->analysis.font));
        FcChar8 *file;
        assert_int_equal(FcPatternGetString(pattern, FC_FILE, 0, &file), FcResultMatch);
        g_autofree char *name = g_path_get_basename((char *)file);
        *strrchr(name, '.') = '\0';
        g_string_append_printf(files, "%s%s", files->len ? " " : "", name);
        assert_non_null(strstr((char *)file, "/build/fonts/"));
    }
    return g_string_free(files, FALSE);
}

static void assert_files(const char *family, const char *language, const char *content, const char *files)
{
    g_autofree char *came = files_of(family, language, 400, false, content);
    assert_string_equal(came, files);
}

/* Text, language, and the file that all of it is drawn from. */
static const struct {
    const char *language, *content, *file;
} scripts[] = {
    {"en", "Hamburg", "inter.latin.400"},
    {"ru", "Погода", "inter.cyrillic.400"},
    {"el", "Καιρος", "inter.greek.400"},
    {"ar", "مرحبا", "noto-sans-arabic.arabic.400"},
    {"he", "שלום", "noto-sans-hebrew.hebrew.400"},
    {"hi", "नमस्ते", "noto-sans-devanagari.devanagari.400"},
    {"hi", "क्‍ष र्‌य", "noto-sans-devanagari.devanagari.400"},
    {"fa", "می‌خواهم", "noto-sans-arabic.arabic.400"},
    {"he", "\u202bשלום\u202c\u200f", "noto-sans-hebrew.hebrew.400"},
    {"th", "สวัสดี", "noto-sans-thai.thai.400"},
    {"bn", "নমস্কার", "noto-sans-bengali.bengali.400"},
    {"ta", "வணக்கம்", "noto-sans-tamil.tamil.400"},
    {"te", "నమస్కారం", "noto-sans-telugu.telugu.400"},
    {"gu", "નમસ્તે", "noto-sans-gujarati.gujarati.400"},
    {"pa", "ਸਤਿ", "noto-sans-gurmukhi.gurmukhi.400"},
    {"kn", "ನಮಸ್ಕಾರ", "noto-sans-kannada.kannada.400"},
    {"ml", "നമസ്കാരം", "noto-sans-malayalam.malayalam.400"},
    {"si", "ආයුබෝවන්", "noto-sans-sinhala.sinhala.400"},
    {"km", "សួស្តី", "noto-sans-khmer.khmer.400"},
    {"lo", "ສະບາຍດີ", "noto-sans-lao.lao.400"},
    {"my", "မင်္ဂလာပါ", "noto-sans-myanmar.myanmar.400"},
    {"ka", "გამარჯობა", "noto-sans-georgian.georgian.400"},
    {"hy", "Բարեւ", "noto-sans-armenian.armenian.400"},
    {"am", "ሰላም", "noto-sans-ethiopic.ethiopic.400"},
    {"und", "😀👩‍🚀🇩🇪1️⃣❤️", "noto-color-emoji.emoji.400"},
    {"und", "→∞", "noto-sans-math.latin.400"},
    {"und", "©️", "noto-color-emoji.emoji.400"},
    {"und", "©1#", "inter.latin.400"},
    {"und", "☙", "noto-sans-symbols-2.symbols.400"},
};

static void each_script_has_its_font(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        assert_files("Inter", scripts[i].language, scripts[i].content, scripts[i].file);
}

static void weight(double weight, const char *files)
{
    g_autofree char *came = files_of("Inter", "en", weight, false, "ABC אבג");
    assert_string_equal(came, files);
}

/* CSS goes another way than fontconfig, which takes the nearest: 501 is nearer to 400. */
static void weights_are_matched_as_css_does(void **)
{
    weight(400, "inter.latin.400 noto-sans-hebrew.hebrew.400");
    weight(900, "inter.latin.900 noto-sans-hebrew.hebrew.700");
    weight(700, "inter.latin.700 noto-sans-hebrew.hebrew.700");
    weight(500, "inter.latin.400 noto-sans-hebrew.hebrew.400");
    weight(501, "inter.latin.700 noto-sans-hebrew.hebrew.700");
    weight(701, "inter.latin.900 noto-sans-hebrew.hebrew.700");
    weight(100, "inter.latin.400 noto-sans-hebrew.hebrew.400");
}

static void italics_are_those_that_there_are(void **)
{
    g_autofree char *both = files_of("Lora", "en", 400, true, "Lora אבג");
    assert_string_equal(both, "lora.latin.400i noto-sans-hebrew.hebrew.400");
    assert_files("Lora", "en", "Lora", "lora.latin.400");
}

static void a_file_of_the_family_goes_before_the_default(void **)
{
    assert_files("Nunito", "en", "Nun ž", "nunito.latin.400 nunito.latin-ext.400");
    assert_files("Pacifico", "en", "Pac Ψ", "pacifico.latin.400 inter.greek.400");
}

static void a_family_of_the_host_is_not_used(void **)
{
    assert_files("DejaVu Sans", "en", "ABC", "inter.latin.400");
    assert_files("monospace", "en", "ABC", "inter.latin.400");
}

static void han_is_drawn_as_the_language_writes_it(void **)
{
    assert_files("Inter", "ja", "直", "noto-sans-jp.111.400");
    assert_files("Inter", "zh-Hans", "直", "noto-sans-sc.117.400");
    assert_files("Inter", "ko", "直", "noto-sans-kr.100.400");
    assert_files("Inter", "en", "直𠮷", "noto-sans-sc.117.400 noto-sans-jp.1.400");
}

/* Nothing that was drawn before changes what a text is drawn with. */
static void files_do_not_depend_on_what_came_before(void **)
{
    static const char content[] = "Ž直す 한국어 ø“„…";
    g_autofree char *late = files_of("Oswald", "en", 700, false, content);
    PangoFontMap *old = fonts;
    fonts = fonts_new("build/fonts");
    g_autofree char *early = files_of("Oswald", "en", 700, false, content);
    g_object_unref(fonts);
    fonts = old;
    assert_string_equal(late, early);
}

/* Every character that the tables promise is drawn by the family that they say. */
static void the_tables_tell_what_is_there(void **)
{
    for (size_t i = 0; i < font_family_count; i++) {
        const struct font_family *family = &font_families[i];
        for (size_t r = 0; r < family->range_count; r += 1 + family->range_count / 40) {
            g_autoptr(GString) content = g_string_new(NULL);
            g_string_append_unichar(content, family->ranges[r].last);
            if (!g_unichar_isgraph(family->ranges[r].last) || g_unichar_ismark(family->ranges[r].last))
                continue;
            g_autoptr(PangoLayout) layout = layout_of(family->name, "und", 400, false, content->str);
            if (pango_layout_get_unknown_glyphs_count(layout))
                fail_msg("%s has no U+%04X", family->name, family->ranges[r].last);
        }
    }
}

static int start(void **)
{
    fonts = fonts_new("build/fonts");
    return 0;
}

static int finish(void **)
{
    g_object_unref(fonts);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_script_has_its_font),
        cmocka_unit_test(weights_are_matched_as_css_does),
        cmocka_unit_test(italics_are_those_that_there_are),
        cmocka_unit_test(a_file_of_the_family_goes_before_the_default),
        cmocka_unit_test(a_family_of_the_host_is_not_used),
        cmocka_unit_test(han_is_drawn_as_the_language_writes_it),
        cmocka_unit_test(files_do_not_depend_on_what_came_before),
        cmocka_unit_test(the_tables_tell_what_is_there),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
