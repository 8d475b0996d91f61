/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts that nobody would write: whatever a document says, reading and drawing it ends, within bounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/text.h"
#include "render/text_style.h"

enum { ROUNDS = 3000, DRAWN_EACH = 3, SIDE = 60, SEED = 20260601 };

static PangoFontMap *fonts;

static const char *const members[] = {
    "content", "language", "font",       "font_size", "weight",      "italic",         "align",   "color",
    "stroke",  "opacity",  "background", "shadow",    "line_height", "letter_spacing", "unknown",
};

/* Letters of all kinds: marks, joiners, controls of direction, emoji and their parts, what is unassigned. */
static const gunichar letters[] = {
    'a',    'W',    ' ',    '\n',   '\t',   0x7f,   0x85,    0x301,   0x302,   0x489,   0x5d0,   0x627,   0x644,
    0x651,  0x915,  0x94d,  0x937,  0xe01,  0xe49,  0x200b,  0x200c,  0x200d,  0x200e,  0x200f,  0x2028,  0x202a,
    0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2069,  0x20dd,  0x300c,  0x30fc,  0x4e00,  0xac00,  0x1100,
    0x1161, 0xfe0f, 0xfeff, 0xfffc, 0xfffd, 0xffff, 0x1f1eb, 0x1f1f7, 0x1f335, 0x1f3fb, 0x1f468, 0xe0061, 0x10ffff,
};

static json_t *any_content(GRand *random)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gunichar repeated = letters[g_rand_int_range(random, 0, G_N_ELEMENTS(letters))];
    bool repeats = g_rand_boolean(random);
    for (int i = g_rand_int_range(random, 0, 200); i; i--)
        g_string_append_unichar(text, repeats && g_rand_int_range(random, 0, 8)
                                          ? repeated
                                          : letters[g_rand_int_range(random, 0, G_N_ELEMENTS(letters))]);
    return json_string_nocheck(text->str);
}

static json_t *any_number(GRand *random)
{
    static const double numbers[] = {0, -0.0, 1, -1, 0.1, 0.5, 1e-300, 1e300, -1e300, 4e9, -4e9, 2147483648.0, 1e18};
    if (g_rand_boolean(random))
        return json_real(numbers[g_rand_int_range(random, 0, G_N_ELEMENTS(numbers))]);
    return json_real(g_rand_double_range(random, -1, 2));
}

static json_t *any_value(GRand *random)
{
    static const char *const texts[] = {"",      "#",        "#fff", "#ffffffff", "#zzzzzz", "rtl",  "ttb", "left",
                                        "Inter", "Pacifico", "ar",   "ja",        "x-y-z",   "\"><", "%s%n"};
    switch (g_rand_int_range(random, 0, 7)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(g_rand_boolean(random));
    case 2:
        return json_string(texts[g_rand_int_range(random, 0, G_N_ELEMENTS(texts))]);
    case 3:
        return json_array();
    case 4:
        return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "color", "#00000080", "width", any_number(random),
                         "padding", any_number(random), "radius", any_number(random), "x", any_number(random), "y",
                         any_number(random), "blur", any_number(random));
    default:
        return any_number(random);
    }
}

static json_t *any_text(GRand *random)
{
    json_t *position = json_object(), *configuration = json_object();
    static const char *const places[] = {"x", "y", "angle", "direction"};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (g_rand_boolean(random))
            json_object_set_new(position, places[i], any_value(random));
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        if (g_rand_boolean(random))
            json_object_set_new(configuration, members[i], any_value(random));
    if (g_rand_int_range(random, 0, 8))
        json_object_set_new(configuration, "content", any_content(random));
    return json_pack("{s:o, s:o}", "position", position, "configuration", configuration);
}

static void assert_bounded(const char *what, double value, double most)
{
    if (!isfinite(value) || fabs(value) > most)
        fail_msg("%s: %g", what, value);
}

static void assert_style_bounded(const struct text_style *style, double side)
{
    assert_true(style->font_px > 0 && style->font_px <= TEXT_FONT_PX_MAX);
    assert_in_range(style->weight, 1, 1000);
    assert_true(g_strv_length(style->lines) <= TEXT_STYLE_LINES_MAX);
    assert_true(strlen(style->content) <= TEXT_STYLE_BYTES_MAX + 6);
    assert_bounded("x", style->x, 5 * side);
    assert_bounded("y", style->y, 5 * side);
    assert_bounded("angle", style->angle_deg, 360);
    assert_bounded("letter_spacing", style->letter_spacing, 2 * style->font_px);
    assert_bounded("line_height", style->line_height, 10 * style->font_px);
    assert_bounded("stroke", style->stroke_width, side);
    assert_bounded("padding", style->padding, side);
    assert_bounded("shadow.x", style->shadow.x, side);
    assert_bounded("shadow.y", style->shadow.y, side);
    assert_bounded("sigma", style->shadow.sigma, side / 20);
    assert_bounded("opacity", style->opacity, 1);
}

static void whatever_is_said_is_read_within_bounds(void **)
{
    GRand *random = g_rand_new_with_seed(SEED);
    const struct box picture = {SIDE, SIDE};
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
        json_auto_t *text = any_text(random);
        struct text_style style;
        if (!text_style_read(text, picture, &style))
            continue;
        read++;
        assert_style_bounded(&style, SIDE);
        text_style_clear(&style);
    }
    assert_true(read > ROUNDS / 2);
    g_rand_free(random);
}

static void whatever_is_said_is_drawn(void **)
{
    GRand *random = g_rand_new_with_seed(SEED + 1);
    const struct box picture = {SIDE, SIDE};
    int seen = 0;
    for (int i = 0; i < ROUNDS / DRAWN_EACH; i++) {
        json_auto_t *text = any_text(random);
        struct text_tile tile;
        struct text_work work;
        text_work_init(&work, picture);
        if (!text_tile_draw(&tile, fonts, text, picture, &work))
            continue;
        seen++;
        assert_true(tile.area.left >= 0 && tile.area.top >= 0 && tile.area.right <= SIDE && tile.area.bottom <= SIDE);
        text_tile_clear(&tile);
    }
    assert_true(seen > ROUNDS / DRAWN_EACH / 10);
    g_rand_free(random);
}

static void what_is_no_text_is_not_drawn(void **)
{
    static const char *const documents[] = {"{}",
                                            "[]",
                                            "null",
                                            "{\"configuration\": null}",
                                            "{\"configuration\": {\"content\": 5}}",
                                            "{\"configuration\": {\"content\": \"\"}}"};
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
        json_auto_t *text = json_loads(documents[i], JSON_DECODE_ANY, NULL);
        struct text_style style;
        assert_non_null(text);
        assert_false(text_style_read(text, (struct box){SIDE, SIDE}, &style));
    }
}

static void a_content_beyond_its_limits_is_cut(void **)
{
    g_autofree char *lines = g_strnfill(TEXT_STYLE_BYTES_MAX + 100, '\n');
    json_auto_t *text = json_pack("{s:{s:s}}", "configuration", "content", lines);
    struct text_style style;
    assert_true(text_style_read(text, (struct box){SIDE, SIDE}, &style));
    assert_int_equal(g_strv_length(style.lines), TEXT_STYLE_LINES_MAX);
    assert_int_equal(strlen(style.content), TEXT_STYLE_BYTES_MAX);
    text_style_clear(&style);
}

static int fonts_open(void **)
{
    fonts = text_fonts_new("build/fonts");
    return 0;
}

static int fonts_close(void **)
{
    g_object_unref(fonts);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_said_is_read_within_bounds),
        cmocka_unit_test(whatever_is_said_is_drawn),
        cmocka_unit_test(what_is_no_text_is_not_drawn),
        cmocka_unit_test(a_content_beyond_its_limits_is_cut),
    };
    return cmocka_run_group_tests(tests, fonts_open, fonts_close);
}
