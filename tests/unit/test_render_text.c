/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "render/text.h"

enum { SIDE = 400, GROUND = 0x80 };

static PangoFontMap *fonts;

/* Where a picture differs from its ground: left and top inside, right and bottom outside. */
struct ink {
    int left, top, right, bottom;
};

/* Lays `change` over a plain text: JSON written with ' for ". */
static json_t *text_from(const char *position, const char *configuration)
{
    g_autofree char *json = g_strdup_printf(
        "{'position': {'x': 0, 'y': 0, 'angle': 0, 'direction': 'ltr'}, 'configuration': {'content': 'Fp', 'language': "
        "'en', 'font': 'Inter', 'font_size': 0.1, 'weight': 400, 'italic': false, 'align': 'center', 'color': "
        "'#ffffff', 'stroke': null, 'background': null, 'opacity': 1}, 'changes': [{%s}, {%s}]}",
        position, configuration);
    g_strdelimit(json, "'", '"');
    json_error_t error;
    json_t *text = json_loads(json, 0, &error);
    if (!text)
        fail_msg("%s: %s", error.text, json);
    json_object_update(json_object_get(text, "position"), json_array_get(json_object_get(text, "changes"), 0));
    json_object_update(json_object_get(text, "configuration"), json_array_get(json_object_get(text, "changes"), 1));
    return text;
}

static cairo_surface_t *drawn(const char *position, const char *configuration)
{
    json_auto_t *text = text_from(position, configuration);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, GROUND / 255.0, GROUND / 255.0, GROUND / 255.0);
    cairo_paint(cr);
    text_draw(cr, fonts, text, (struct box){SIDE, SIDE});
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return surface;
}

static const uint8_t *pixel(cairo_surface_t *surface, int x, int y)
{
    return cairo_image_surface_get_data(surface) + (ptrdiff_t)y * cairo_image_surface_get_stride(surface) +
           (ptrdiff_t)x * 4;
}

static bool is_inked(cairo_surface_t *surface, int x, int y)
{
    const uint8_t *p = pixel(surface, x, y);
    return abs(p[0] - GROUND) > 40 || abs(p[1] - GROUND) > 40 || abs(p[2] - GROUND) > 40;
}

static struct ink ink_within(cairo_surface_t *surface, int top, int bottom)
{
    struct ink ink = {SIDE, SIDE, 0, 0};
    for (int y = top; y < bottom; y++)
        for (int x = 0; x < SIDE; x++)
            if (is_inked(surface, x, y))
                ink = (struct ink){MIN(ink.left, x), MIN(ink.top, y), MAX(ink.right, x + 1), MAX(ink.bottom, y + 1)};
    return ink;
}

static struct ink ink_of(const char *position, const char *configuration)
{
    cairo_surface_t *surface = drawn(position, configuration);
    struct ink ink = ink_within(surface, 0, SIDE);
    cairo_surface_destroy(surface);
    return ink;
}

static void assert_near(const char *what, struct ink came, struct ink wanted, int by)
{
    if (abs(came.left - wanted.left) > by || abs(came.top - wanted.top) > by || abs(came.right - wanted.right) > by ||
        abs(came.bottom - wanted.bottom) > by)
        fail_msg("%s: came %d,%d–%d,%d, not %d,%d–%d,%d", what, came.left, came.top, came.right, came.bottom,
                 wanted.left, wanted.top, wanted.right, wanted.bottom);
}

static void the_position_is_the_centre(void **)
{
    struct ink ink = ink_of("", "");
    assert_true(ink.right > ink.left);
    assert_true(abs(ink.left + ink.right - SIDE) <= 8);
    assert_true(abs(ink.top + ink.bottom - SIDE) <= 20);
    /* What is turned by half about a point lies opposite of it. */
    struct ink turned = ink_of("'angle': 180", "");
    assert_near("180°", turned, (struct ink){SIDE - ink.right, SIDE - ink.bottom, SIDE - ink.left, SIDE - ink.top}, 1);
}

static void x_goes_right_and_y_goes_down(void **)
{
    struct ink ink = ink_of("", "");
    struct ink moved = ink_of("'x': 0.25, 'y': -0.125", "");
    assert_near("moved", moved, (struct ink){ink.left + 100, ink.top - 50, ink.right + 100, ink.bottom - 50}, 0);
}

static void angles_go_clockwise_about_the_centre(void **)
{
    struct ink ink = ink_of("", "'content': 'Fpp'");
    assert_near("90°", ink_of("'angle': 90", "'content': 'Fpp'"),
                (struct ink){SIDE - ink.bottom, ink.left, SIDE - ink.top, ink.right}, 1);
    assert_near("-90°", ink_of("'angle': -90", "'content': 'Fpp'"),
                (struct ink){ink.top, SIDE - ink.right, ink.bottom, SIDE - ink.left}, 1);
}

static void size_is_a_fraction_of_the_width(void **)
{
    struct ink small = ink_of("", "'content': 'H'"), large = ink_of("", "'content': 'H', 'font_size': 0.4");
    int height = large.bottom - large.top;
    assert_in_range(height, 160 * 0.72, 160 * 0.74); /* Inter's capitals are 0.727 em high */
    assert_true(abs(height - 4 * (small.bottom - small.top)) <= 4);
}

static void a_stroke_grows_by_half_its_width_on_each_side(void **)
{
    struct ink plain = ink_of("", ""), stroked = ink_of("", "'stroke': {'color': '#000000', 'width': 0.03}");
    assert_near("stroke of 12 px", stroked,
                (struct ink){plain.left - 6, plain.top - 6, plain.right + 6, plain.bottom + 6}, 1);
}

static void a_stroke_lies_under_the_fill(void **)
{
    cairo_surface_t *plain = drawn("", "'content': 'I', 'font_size': 0.5, 'weight': 700");
    cairo_surface_t *stroked =
        drawn("", "'content': 'I', 'font_size': 0.5, 'weight': 700, 'stroke': {'color': '#000000', 'width': 0.03}");
    int white = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            if (pixel(plain, x, y)[0] == 0xff) {
                assert_int_equal(pixel(stroked, x, y)[0], 0xff);
                white++;
            }
    assert_true(white > 1000);
    cairo_surface_destroy(plain);
    cairo_surface_destroy(stroked);
}

static void markup_is_shown_as_it_was_written(void **)
{
    struct ink plain = ink_of("", "'content': 'i'"), marked = ink_of("", "'content': '<b>i</b>'");
    assert_true(marked.right - marked.left > 5 * (plain.right - plain.left));
    struct ink entity = ink_of("", "'content': '&lt;'"), less = ink_of("", "'content': '<'");
    assert_true(entity.right - entity.left > 2 * (less.right - less.left));
    assert_true(ink_of("", "'content': '<span'").right > 0); /* and what does not close too */
}

/* The ink of a long line above a short one, apart. */
static void two_lines(const char *position, const char *configuration, struct ink *upper, struct ink *lower)
{
    g_autofree char *all = g_strconcat("'content': 'HHHHHH\\nH', ", configuration, NULL);
    cairo_surface_t *surface = drawn(position, all);
    *upper = ink_within(surface, 0, SIDE / 2);
    *lower = ink_within(surface, SIDE / 2, SIDE);
    cairo_surface_destroy(surface);
}

static void lines_are_aligned_within_the_text(void **)
{
    struct ink upper, lower;
    two_lines("", "'align': 'left'", &upper, &lower);
    assert_int_equal(upper.left, lower.left);
    assert_true(abs(upper.left + upper.right - SIDE) <= 2); /* the text as a whole is centred all the same */
    two_lines("", "'align': 'right'", &upper, &lower);
    assert_int_equal(upper.right, lower.right);
    two_lines("", "'align': 'center'", &upper, &lower);
    assert_true(abs(upper.left + upper.right - lower.left - lower.right) <= 1);
}

static void left_is_left_in_right_to_left_text_too(void **)
{
    struct ink upper, lower;
    two_lines("'direction': 'rtl'", "'align': 'left'", &upper, &lower);
    assert_int_equal(upper.left, lower.left);
    two_lines("'direction': 'rtl'", "'align': 'right'", &upper, &lower);
    assert_int_equal(upper.right, lower.right);
}

static void the_direction_is_the_given_one_whatever_the_letters(void **)
{
    /* A full stop goes to the end of the line: on the left in right-to-left text. */
    cairo_surface_t *ltr = drawn("", "'content': 'HHH.'"), *rtl = drawn("'direction': 'rtl'", "'content': 'HHH.'");
    struct ink l = ink_within(ltr, 0, SIDE), r = ink_within(rtl, 0, SIDE);
    assert_false(is_inked(ltr, l.right - 2, l.top + 3));
    assert_true(is_inked(ltr, l.left + 1, l.top + 3));
    assert_false(is_inked(rtl, r.left + 1, r.top + 3));
    assert_true(is_inked(rtl, r.right - 2, r.top + 3));
    cairo_surface_destroy(ltr);
    cairo_surface_destroy(rtl);
}

static void lines_break_at_line_feeds_only(void **)
{
    static const char *const others[] = {"\\r", "\\u000b", "\\f", "\\u0085", "\\u2028", "\\u2029"};
    struct ink space = ink_of("", "'content': 'HH HH'");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *content = g_strdup_printf("'content': 'HH%sHH'", others[i]);
        assert_near(others[i], ink_of("", content), space, 0);
    }
    g_autofree char *long_line = g_strnfill(300, 'H');
    g_autofree char *content = g_strdup_printf("'content': 'H %s H'", long_line);
    struct ink wide = ink_of("", content), plain = ink_of("", "'content': 'H'");
    assert_int_equal(wide.bottom - wide.top, plain.bottom - plain.top);
}

static int bands(const char *position, const char *configuration)
{
    cairo_surface_t *surface = drawn(position, configuration);
    int count = 0;
    bool was_inked = false;
    for (int y = 0; y < SIDE; y++) {
        bool inked = ink_within(surface, y, y + 1).right > 0;
        count += inked && !was_inked;
        was_inked = inked;
    }
    cairo_surface_destroy(surface);
    return count;
}

static void vertical_text_stands_upright_one_below_the_other(void **)
{
    static const char three[] = "'content': '一一一', 'language': 'zh', 'font': 'Droid Sans Fallback'";
    assert_int_equal(bands("", three), 1);
    assert_int_equal(bands("'direction': 'ttb'", three), 3);
    struct ink ink = ink_of("'direction': 'ttb'", three);
    /* Browsers set letters about the middle of their own font, on the middle of the text's: a few hundredths apart. */
    assert_true(abs(ink.left + ink.right - SIDE) <= 8);
}

static void letters_on_their_side_are_in_line_with_upright_ones(void **)
{
    cairo_surface_t *surface = drawn("'direction': 'ttb'", "'content': '口口HHH', 'font': 'Inter', 'language': 'zh'");
    struct ink all = ink_within(surface, 0, SIDE);
    struct ink upper = ink_within(surface, all.top, SIDE / 2 - 10), lower = ink_within(surface, SIDE / 2 + 20, SIDE);
    assert_true(abs(upper.left + upper.right - lower.left - lower.right) <= 6);
    cairo_surface_destroy(surface);
}

static void vertical_lines_go_from_right_to_left(void **)
{
    struct ink one = ink_of("'direction': 'ttb'", "'content': '一一一', 'font': 'Droid Sans Fallback'");
    cairo_surface_t *two = drawn("'direction': 'ttb'", "'content': '一一一\\n一', 'font': 'Droid Sans Fallback'");
    struct ink all = ink_within(two, 0, SIDE), last = ink_within(two, one.bottom - 12, SIDE);
    assert_true(all.right - all.left > one.right - one.left + 20);
    assert_int_equal(last.right, all.right); /* the long line, the first, is the right one … */
    assert_true(last.left > SIDE / 2 - 2);   /* … and alone there */
    cairo_surface_destroy(two);
}

static int ink_height(struct ink ink)
{
    return ink.bottom - ink.top;
}

static int ink_width(struct ink ink)
{
    return ink.right - ink.left;
}

static void lines_are_as_far_apart_as_their_height_says(void **)
{
    int one = ink_height(ink_of("", "'content': 'H'"));
    for (int tenths = 5; tenths <= 30; tenths += 5) {
        g_autofree char *style = g_strdup_printf("'content': 'H\\nH\\nH', 'line_height': %g", tenths / 10.0);
        assert_int_equal(ink_height(ink_of("", style)), one + 2 * 4 * tenths); /* of a font of 40 px */
    }
}

static void a_fixed_line_height_does_not_grow_with_other_fonts(void **)
{
    static const char latin[] = "'content': 'H\\nH\\nH', 'line_height': 1.5";
    static const char mixed[] = "'content': 'H\\n中हिم\\nH', 'line_height': 1.5";
    assert_int_equal(ink_height(ink_of("", mixed)), ink_height(ink_of("", latin)));
}

static void letters_are_spaced_by_fractions_of_their_size(void **)
{
    int plain = ink_width(ink_of("", "'content': 'HHHH'"));
    assert_int_equal(ink_width(ink_of("", "'content': 'HHHH', 'letter_spacing': 0.2")), plain + 3 * 8);
    assert_int_equal(ink_width(ink_of("", "'content': 'HHHH', 'letter_spacing': -0.1")), plain - 3 * 4);
    assert_int_equal(ink_width(ink_of("", "'content': 'HH\\u0301HH', 'letter_spacing': 0.2")), plain + 3 * 8);
}

static void letters_that_join_are_not_spaced(void **)
{
    int plain = ink_width(ink_of("'direction': 'rtl'", "'content': 'جميلة', 'language': 'ar'"));
    assert_int_equal(
        ink_width(ink_of("'direction': 'rtl'", "'content': 'جميلة', 'language': 'ar', 'letter_spacing': 0.5")), plain);
}

static void spaced_letters_make_no_ligatures(void **)
{
    /* A ligature of the three would be one letter, with nothing within to be spaced. */
    int plain = ink_width(ink_of("", "'font': 'Lora', 'content': 'ffi', 'letter_spacing': 0.0001"));
    int spaced = ink_width(ink_of("", "'font': 'Lora', 'content': 'ffi', 'letter_spacing': 0.5"));
    assert_in_range(spaced - plain, 39, 41);
}

static void a_hard_shadow_lies_where_its_offset_says(void **)
{
    struct ink plain = ink_of("", "'content': 'H'");
    static const char style[] = "'content': 'H', 'shadow': {'color': '#000000', 'x': 0.05, 'y': -0.025, 'blur': 0}";
    struct ink with = ink_of("", style);
    assert_near("shadow", with, (struct ink){plain.left, plain.top - 10, plain.right + 20, plain.bottom}, 0);
    /* It turns with its text. */
    struct ink turned = ink_of("'angle': 180", style);
    assert_near("turned", turned,
                (struct ink){SIDE - with.right, SIDE - with.bottom, SIDE - with.left, SIDE - with.top}, 1);
}

static void a_shadow_of_vertical_text_falls_the_same_way(void **)
{
    struct ink plain = ink_of("'direction': 'ttb'", "'content': 'HH'");
    struct ink with = ink_of("'direction': 'ttb'",
                             "'content': 'HH', 'shadow': {'color': '#000000', 'x': 0.05, 'y': 0.025, 'blur': 0}");
    assert_near("vertical", with, (struct ink){plain.left, plain.top, plain.right + 20, plain.bottom + 10}, 0);
}

static void a_blurred_shadow_spreads_and_pales(void **)
{
    static const char format[] =
        "'content': 'H', 'color': '#80808000', 'shadow': {'color': '#000000', 'x': 0, 'y': 0, 'blur': %g}";
    int darkest[3], wide[3];
    static const double blurs[] = {0, 0.02, 0.08};
    for (size_t i = 0; i < G_N_ELEMENTS(blurs); i++) {
        g_autofree char *style = g_strdup_printf(format, blurs[i]);
        cairo_surface_t *surface = drawn("", style);
        darkest[i] = 255, wide[i] = 0;
        for (int x = 0; x < SIDE; x++) {
            darkest[i] = MIN(darkest[i], pixel(surface, x, SIDE / 2)[0]);
            wide[i] += pixel(surface, x, SIDE / 2)[0] < GROUND;
        }
        cairo_surface_destroy(surface);
    }
    assert_int_equal(darkest[0], 0);
    assert_true(darkest[0] < darkest[1] && darkest[1] < darkest[2] && darkest[2] < GROUND);
    assert_true(wide[0] < wide[1] && wide[1] < wide[2]);
}

static void a_shadow_reaches_into_the_picture_from_outside(void **)
{
    struct ink ink =
        ink_of("'x': -0.7", "'shadow': {'color': '#000000', 'x': 0.1, 'y': 0, 'blur': 0}, 'font_size': 0.5");
    assert_true(ink.right > 0);
}

static void a_shadow_is_cast_by_emoji_too(void **)
{
    struct ink plain = ink_of("", "'content': '\U0001F335'");
    struct ink with =
        ink_of("", "'content': '\U0001F335', 'shadow': {'color': '#000000', 'x': 0.1, 'y': 0, 'blur': 0}");
    assert_int_equal(with.right, plain.right + 40);
}

static void what_is_missing_in_old_documents_is_as_by_default(void **)
{
    cairo_surface_t *old = drawn("", "");
    cairo_surface_t *new = drawn("", "'shadow': null, 'line_height': null, 'letter_spacing': 0");
    size_t size = (size_t)cairo_image_surface_get_stride(old) * SIDE;
    assert_memory_equal(cairo_image_surface_get_data(old), cairo_image_surface_get_data(new), size);
    cairo_surface_destroy(old);
    cairo_surface_destroy(new);
}

static struct area tile_area(const char *position, const char *configuration)
{
    json_auto_t *text = text_from(position, configuration);
    struct text_tile tile;
    struct text_work work;
    const struct box picture = {SIDE, SIDE};
    text_work_init(&work, picture);
    if (!text_tile_draw(&tile, fonts, text, picture, &work))
        return (struct area){0};
    struct area area = tile.area;
    assert_int_equal(cairo_image_surface_get_width(tile.surface), area.right - area.left);
    assert_int_equal(cairo_image_surface_get_height(tile.surface), area.bottom - area.top);
    text_tile_clear(&tile);
    return area;
}

static void a_tile_is_no_larger_than_what_is_drawn(void **)
{
    struct ink ink = ink_of("'angle': 20", "");
    struct area area = tile_area("'angle': 20", "");
    assert_true(area.left <= ink.left && area.top <= ink.top && area.right >= ink.right && area.bottom >= ink.bottom);
    assert_true(area.right - area.left <= ink_width(ink) + 40 && area.bottom - area.top <= ink_height(ink) + 40);
    struct area cut = tile_area("'x': 0.5", "'content': 'HHHHHHHH'");
    assert_int_equal(cut.right, SIDE);
    struct area outside = tile_area("'x': 1", "");
    assert_true(area_is_empty(&outside));
}

static void the_points_of_strokes_are_not_cut_off(void **)
{
    static const char *const letters[] = {"A", "V", "W", "M", "N", "x", "v", "4"};
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autofree char *style = g_strdup_printf(
            "'content': '%s', 'font_size': 0.2, 'weight': 400, 'stroke': {'color': '#000000', 'width': 0.08}",
            letters[i]);
        struct ink ink = ink_of("'angle': 30", style);
        struct area area = tile_area("'angle': 30", style);
        if (ink.left <= area.left || ink.top <= area.top || ink.right >= area.right || ink.bottom >= area.bottom)
            fail_msg("%s is cut off", letters[i]);
    }
}

/* A letter of a thousand strokes takes no more than what the picture has left. */
static void work_is_bounded_by_the_picture(void **)
{
    g_autofree char *many = g_strnfill(1000, '.');
    g_autofree char *style = g_strdup_printf(
        "'content': '%s', 'font_size': 1, 'letter_spacing': -0.2, 'stroke': {'color': '#000000', 'width': 0.1}", many);
    json_auto_t *text = text_from("", style);
    struct text_work work;
    struct text_tile tile;
    const struct box picture = {SIDE, SIDE};
    text_work_init(&work, picture);
    bool is_drawn = true;
    int count = 0;
    for (; is_drawn && count < 1000; count++) {
        is_drawn = text_tile_draw(&tile, fonts, text, picture, &work);
        if (is_drawn)
            text_tile_clear(&tile);
        assert_true(work.left_px >= 0);
    }
    assert_in_range(count, 2, 50);
    assert_int_equal(work.left_px, 0);
}

static void a_text_fades_as_a_whole(void **)
{
    cairo_surface_t *surface = drawn("", "'font_size': 0.4, 'weight': 700, 'opacity': 0.5, 'stroke': {'color': "
                                         "'#000000', 'width': 0.02}");
    int least = 255, most = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            least = MIN(least, pixel(surface, x, y)[0]);
            most = MAX(most, pixel(surface, x, y)[0]);
        }
    assert_in_range(least, 63, 65);
    assert_in_range(most, 191, 192); /* the black under the white does not shine through */
    cairo_surface_destroy(surface);
}

static void colours_are_red_green_blue_and_opacity(void **)
{
    cairo_surface_t *surface = drawn("", "'content': ' ', 'background': {'color': '#ff000080', 'padding': 0.1, "
                                         "'radius': 0}");
    const uint8_t *p = pixel(surface, SIDE / 2, SIDE / 2); /* blue, green, red in memory */
    assert_in_range(p[2], 0xbf, 0xc1);
    assert_in_range(p[1], 0x3f, 0x41);
    assert_in_range(p[0], 0x3f, 0x41);
    cairo_surface_destroy(surface);
}

static void a_background_is_the_lines_box_and_its_padding(void **)
{
    static const char format[] = "'content': 'HHH', 'background': {'color': '#000000', 'padding': %s, 'radius': %s}";
    g_autofree char *tight = g_strdup_printf(format, "0", "0"), *padded = g_strdup_printf(format, "0.05", "0");
    struct ink t = ink_of("", tight), p = ink_of("", padded);
    assert_in_range(t.bottom - t.top, 48, 50); /* Inter's line is 1.21 em high */
    assert_near("padding of 20 px", p, (struct ink){t.left - 20, t.top - 20, t.right + 20, t.bottom + 20}, 1);
    g_autofree char *round = g_strdup_printf(format, "0.05", "0.05");
    cairo_surface_t *surface = drawn("", round);
    assert_false(is_inked(surface, p.left + 2, p.top + 2));
    assert_true(is_inked(surface, p.left + 12, p.top + 12));
    assert_true(is_inked(surface, p.left + 2, SIDE / 2));
    cairo_surface_destroy(surface);
}

static void a_radius_beyond_the_background_makes_its_ends_round(void **)
{
    static const char format[] = "'content': 'HHH', 'background': {'color': '#000000', 'padding': 0.05, 'radius': %s}";
    g_autofree char *plain = g_strdup_printf(format, "0"), *huge = g_strdup_printf(format, "9");
    assert_near("huge radius", ink_of("", huge), ink_of("", plain), 1);
}

static void weight_and_slant_are_seen(void **)
{
    struct ink regular = ink_of("", "'content': 'I', 'font_size': 0.5");
    struct ink black = ink_of("", "'content': 'I', 'font_size': 0.5, 'weight': 900");
    assert_true(black.right - black.left > 2 * (regular.right - regular.left));
    cairo_surface_t *italic = drawn("", "'content': 'I', 'font_size': 0.5, 'italic': true");
    struct ink ink = ink_within(italic, 0, SIDE);
    assert_true(ink_within(italic, ink.top, ink.top + 4).left >
                ink_within(italic, ink.bottom - 4, ink.bottom).left + 10);
    cairo_surface_destroy(italic);
}

static void emoji_keep_their_colours(void **)
{
    if (!g_file_test("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf", G_FILE_TEST_EXISTS))
        skip(); /* apt install fonts-noto-color-emoji */
    cairo_surface_t *surface = drawn("'angle': 10", "'content': '\U0001F335', 'font_size': 0.4");
    int green = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            green += pixel(surface, x, y)[1] > pixel(surface, x, y)[2] + 40;
    assert_true(green > 500);
    cairo_surface_destroy(surface);
}

static void extremes_are_survived(void **)
{
    assert_int_equal(ink_of("'x': 50, 'y': -50", "").right, 0);
    assert_int_equal(ink_of("", "'content': ''").right, 0);
    assert_int_equal(ink_of("", "'content': '\\n\\n'").right, 0);
    (void)ink_of("", "'font_size': 1e9, 'stroke': {'color': '#000000', 'width': 1}");
    (void)ink_of("", "'font_size': 0, 'content': 'H'");
    (void)ink_of("", "'font_size': -1, 'content': 'H', 'font': '', 'color': 'red', 'weight': -5");
    GString *storm = g_string_new("'font_size': 0.5, 'content': 'a");
    for (int i = 0; i < 999; i++)
        g_string_append(storm, "\u0301");
    g_string_append_c(storm, '\'');
    assert_true(ink_of("'angle': 33", storm->str).right > 0);
    g_string_free(storm, TRUE);
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
        cmocka_unit_test(the_position_is_the_centre),
        cmocka_unit_test(x_goes_right_and_y_goes_down),
        cmocka_unit_test(angles_go_clockwise_about_the_centre),
        cmocka_unit_test(size_is_a_fraction_of_the_width),
        cmocka_unit_test(a_stroke_grows_by_half_its_width_on_each_side),
        cmocka_unit_test(the_points_of_strokes_are_not_cut_off),
        cmocka_unit_test(a_stroke_lies_under_the_fill),
        cmocka_unit_test(markup_is_shown_as_it_was_written),
        cmocka_unit_test(lines_are_aligned_within_the_text),
        cmocka_unit_test(left_is_left_in_right_to_left_text_too),
        cmocka_unit_test(the_direction_is_the_given_one_whatever_the_letters),
        cmocka_unit_test(lines_break_at_line_feeds_only),
        cmocka_unit_test(vertical_text_stands_upright_one_below_the_other),
        cmocka_unit_test(letters_on_their_side_are_in_line_with_upright_ones),
        cmocka_unit_test(vertical_lines_go_from_right_to_left),
        cmocka_unit_test(lines_are_as_far_apart_as_their_height_says),
        cmocka_unit_test(a_fixed_line_height_does_not_grow_with_other_fonts),
        cmocka_unit_test(letters_are_spaced_by_fractions_of_their_size),
        cmocka_unit_test(letters_that_join_are_not_spaced),
        cmocka_unit_test(spaced_letters_make_no_ligatures),
        cmocka_unit_test(a_hard_shadow_lies_where_its_offset_says),
        cmocka_unit_test(a_shadow_of_vertical_text_falls_the_same_way),
        cmocka_unit_test(a_blurred_shadow_spreads_and_pales),
        cmocka_unit_test(a_shadow_reaches_into_the_picture_from_outside),
        cmocka_unit_test(a_shadow_is_cast_by_emoji_too),
        cmocka_unit_test(what_is_missing_in_old_documents_is_as_by_default),
        cmocka_unit_test(a_tile_is_no_larger_than_what_is_drawn),
        cmocka_unit_test(work_is_bounded_by_the_picture),
        cmocka_unit_test(a_text_fades_as_a_whole),
        cmocka_unit_test(colours_are_red_green_blue_and_opacity),
        cmocka_unit_test(a_background_is_the_lines_box_and_its_padding),
        cmocka_unit_test(a_radius_beyond_the_background_makes_its_ends_round),
        cmocka_unit_test(weight_and_slant_are_seen),
        cmocka_unit_test(emoji_keep_their_colours),
        cmocka_unit_test(extremes_are_survived),
    };
    return cmocka_run_group_tests(tests, fonts_open, fonts_close);
}
