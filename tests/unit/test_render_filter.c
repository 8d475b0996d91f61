/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/filter.h"
#include "rule/offer.h"

enum { PIXELS = 4096 + 37 };

static json_t *quoted(const char *text)
{
    g_autofree char *json = g_strdelimit(g_strdup(text), "'", '"');
    json_t *read = json_loads(json, 0, NULL);
    assert_non_null(read);
    return read;
}

static json_t *at_strength(const json_t *look, double strength)
{
    json_t *with = json_copy((json_t *)look);
    json_object_set_new(with, "strength", json_real(strength));
    return with;
}

static void pixels_make(uint8_t rgb[3 * PIXELS])
{
    uint32_t state = 7;
    for (size_t i = 0; i < 3 * PIXELS; i++) {
        state = state * 1664525 + 1013904223;
        rgb[i] = i < 768 ? (uint8_t)(i / 3) : (uint8_t)(state >> 24);
    }
}

static double number(const json_t *list, size_t i)
{
    return json_number_value(json_array_get(list, i));
}

/* In doubles, and as the specification has it; only between the two steps a byte is kept. */
static double reference(const json_t *look, double strength, const uint8_t rgb[3], size_t channel)
{
    const json_t *matrix = json_object_get(look, "matrix");
    double sum = strength * number(matrix, channel * 5 + 4);
    for (size_t i = 0; i < 3; i++) {
        double identity = i == channel;
        sum += (identity + strength * (number(matrix, channel * 5 + i) - identity)) * rgb[i] / 255;
    }
    double byte = floor(255 * CLAMP(sum, 0, 1) + 0.5) / 255;
    const json_t *curve =
        json_object_get(json_object_get(look, "curves"), ((const char *const[]){"r", "g", "b"})[channel]);
    if (!curve)
        return 255 * byte;
    size_t n = json_array_size(curve), k = (size_t)fmin(byte * (double)(n - 1), (double)(n - 2));
    double part = byte * (double)(n - 1) - (double)k;
    double full = number(curve, k) * (1 - part) + number(curve, k + 1) * part;
    return 255 * (byte + strength * (full - byte));
}

/* A byte less where the matrix's sum is close to the middle of two, one more for what is cut off. */
static double steepest(const json_t *look)
{
    static const char *const channels[] = {"r", "g", "b"};
    double most = 1;
    for (size_t c = 0; c < 3; c++) {
        const json_t *curve = json_object_get(json_object_get(look, "curves"), channels[c]);
        for (size_t i = 1; i < json_array_size(curve); i++)
            most = fmax(most, (number(curve, i) - number(curve, i - 1)) * (double)(json_array_size(curve) - 1));
    }
    return most;
}

static void whole_numbers_give_what_doubles_give(void **)
{
    static uint8_t before[3 * PIXELS], after[3 * PIXELS];
    pixels_make(before);
    size_t n;
    json_t *look;
    json_array_foreach (offer_items(OFFER_FILTERS), n, look)
        for (double strength = 0.1; strength <= 1; strength += 0.3) {
            json_auto_t *from = at_strength(look, strength);
            struct filter filter;
            assert_true(filter_read(from, &filter));
            memcpy(after, before, sizeof after);
            filter_pixels(&filter, after, PIXELS);
            double sum = 0, most = 0;
            for (size_t i = 0; i < 3 * PIXELS; i++) {
                double off = fabs(reference(look, strength, before + i - i % 3, i % 3) - after[i]);
                sum += off;
                most = fmax(most, off);
            }
            if (sum / (3 * PIXELS) > 0.6 || most > 1 + steepest(look))
                fail_msg("%s at %g: %g off in the mean, %g at most", json_string_value(json_object_get(look, "name")),
                         strength, sum / (3 * PIXELS), most);
        }
}

static void no_strength_is_no_filter(void **)
{
    struct filter filter;
    json_auto_t *none = at_strength(offer_find(OFFER_FILTERS, "noir"), 0);
    json_auto_t *below = at_strength(offer_find(OFFER_FILTERS, "noir"), -1);
    assert_false(filter_read(none, &filter));
    assert_false(filter_read(below, &filter));
}

#define IDENTITY "[1,0,0,0,0, 0,1,0,0,0, 0,0,1,0,0, 0,0,0,1,0]"

static void a_filter_that_changes_nothing_keeps_every_byte(void **)
{
    static const char *const same[] = {
        "{'matrix': " IDENTITY ", 'curves': null, 'strength': 1}",
        "{'matrix': " IDENTITY
        ", 'curves': {'r': [0, 1], 'g': [0, 0.5, 1], 'b': [0, 0.25, 0.5, 0.75, 1]}, 'strength': 1}",
        "{'matrix': " IDENTITY ", 'curves': {'r': [0, 1], 'g': [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],"
        " 'b': [0, 1]}, 'strength': 0.3}",
    };
    static uint8_t before[3 * PIXELS], after[3 * PIXELS];
    pixels_make(before);
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        json_auto_t *from = quoted(same[i]);
        struct filter filter;
        assert_true(filter_read(from, &filter));
        memcpy(after, before, sizeof after);
        filter_pixels(&filter, after, PIXELS);
        assert_memory_equal(after, before, sizeof after);
    }
}

static void what_goes_beyond_a_byte_stays_at_its_end(void **)
{
    json_auto_t *from = quoted("{'matrix': [9,9,9,0,9, -9,-9,-9,0,-9, 0,0,0,0,0.5, 0,0,0,1,0], 'curves': null,"
                               " 'strength': 1}");
    struct filter filter;
    uint8_t rgb[] = {255, 255, 255, 0, 0, 0, 1, 128, 254};
    assert_true(filter_read(from, &filter));
    filter_pixels(&filter, rgb, 3);
    for (size_t i = 0; i < sizeof rgb; i += 3) {
        assert_int_equal(rgb[i], 255);
        assert_int_equal(rgb[i + 1], 0);
        assert_int_equal(rgb[i + 2], 128);
    }
}

static void nothing_beyond_the_last_pixel_is_touched(void **)
{
    json_auto_t *from = at_strength(offer_find(OFFER_FILTERS, "sepia"), 1);
    struct filter filter;
    assert_true(filter_read(from, &filter));
    for (size_t count = 0; count < 520; count += 37) {
        g_autofree uint8_t *rgb = g_malloc(3 * count + 3);
        memset(rgb, 77, 3 * count + 3);
        filter_pixels(&filter, rgb, count);
        assert_true(count == 0 || rgb[3 * count - 1] != 77);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(rgb[3 * count + i], 77);
    }
}

static void what_is_no_filter_is_none(void **)
{
    static const char *const none[] = {
        "null",
        "[]",
        "{}",
        "{'strength': 1}",
        "{'matrix': [1, 2], 'strength': 1}",
        "{'matrix': " IDENTITY ", 'strength': '1'}",
        "{'matrix': {}, 'strength': 1}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        g_autofree char *json = g_strdelimit(g_strdup(none[i]), "'", '"');
        json_auto_t *from = json_loads(json, JSON_DECODE_ANY, NULL);
        struct filter filter;
        assert_non_null(from);
        assert_false(filter_read(from, &filter));
    }
}

static void curves_of_a_wrong_length_are_passed_over(void **)
{
    static const char *const curves[] = {"[]", "[0.5]", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
                                         "7",  "'x'",   "[[], {}, 'a']"};
    for (size_t i = 0; i < G_N_ELEMENTS(curves); i++) {
        g_autofree char *text =
            g_strdup_printf("{'matrix': " IDENTITY ", 'curves': {'r': %s, 'g': [1, 0]}, 'strength': 1}", curves[i]);
        json_auto_t *from = quoted(text);
        struct filter filter;
        uint8_t rgb[] = {10, 20, 30};
        assert_true(filter_read(from, &filter));
        filter_pixels(&filter, rgb, 1);
        assert_int_equal(rgb[0], i < 5 ? 10 : 0);
        assert_int_equal(rgb[1], 235);
        assert_int_equal(rgb[2], 30);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_give_what_doubles_give),
        cmocka_unit_test(no_strength_is_no_filter),
        cmocka_unit_test(a_filter_that_changes_nothing_keeps_every_byte),
        cmocka_unit_test(what_goes_beyond_a_byte_stays_at_its_end),
        cmocka_unit_test(nothing_beyond_the_last_pixel_is_touched),
        cmocka_unit_test(what_is_no_filter_is_none),
        cmocka_unit_test(curves_of_a_wrong_length_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
