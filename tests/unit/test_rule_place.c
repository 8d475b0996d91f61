/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <math.h>

#include "rule/place.h"

static const struct {
    const char *latitude, *north, *longitude, *east;
    const char *wanted; /* NULL: none */
} tags[] = {
    {"51/1 30/1 2638/100", "N", "0/1 7/1 3953/100", "W", "51.5073278 -0.1276472"},
    {"51/1 30/1 2638/100 (51, 30, 26.38, Rational, 3 components, 24 bytes)", "N (N, ASCII, 2 components, 2 bytes)",
     "0/1 7/1 3953/100 (0, 7, 39.53)", "W", "51.5073278 -0.1276472"},
    {"33/1 51/1 0/1", "S", "151/1 12/1 0/1", "E", "-33.8500000 151.2000000"},
    {"51/1 3044/100 0/1", "N", "1/2", "E", "51.5073333 0.5000000"},
    {"90/1", "N", "180/1", "W", "90.0000000 -180.0000000"},
    {"0/1", "N", "1/1000000000", "E", "0.0000000 0.0000000"},
    {"10", "N", "20", "E", "10.0000000 20.0000000"},
    {"10/1 0/0 0/0", "N", "20/1 0/0 0/0", "E", "10.0000000 20.0000000"},
    {"0/1 0/1 0/1", "N", "0/1 0/1 0/1", "E", NULL},
    {"90/1 0/1 1/1", "N", "0/1 0/1 0/1", "E", NULL},
    {"0/1", "N", "180/1 1/1", "E", NULL},
    {"1/0", "N", "1/1", "E", NULL},
    {"", "N", "1/1", "E", NULL},
    {"-1/1", "N", "1/1", "E", NULL},
    {"1/1", "", "1/1", "E", NULL},
    {"1/1", "E", "1/1", "N", NULL},
    {"1/1", NULL, "1/1", "E", NULL},
    {NULL, "N", "1/1", "E", NULL},
    {"1/1", "N", NULL, NULL, NULL},
    {"99999999999999999999999/1", "N", "1/1", "E", NULL},
};

static void places_are_read_from_tags_of_cameras(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        struct place place = {1000, 1000};
        char text[PLACE_TEXT_SIZE] = "none";
        bool is_read = place_of_exif(tags[i].latitude, tags[i].north, tags[i].longitude, tags[i].east, &place);
        if (is_read)
            place_text(&place, text);
        if (is_read != (tags[i].wanted != NULL) || (is_read && g_strcmp0(text, tags[i].wanted) != 0))
            fail_msg("%zu: came %s, wanted %s", i, text, tags[i].wanted ? tags[i].wanted : "none");
        assert_true(is_read || place.latitude == 1000);
    }
}

static void what_is_written_is_read_again(void **)
{
    static const struct place places[] = {
        {51.5073278, -0.1276472}, {-90, 180}, {0, 0}, {-1e-9, 1e-9}, {89.99999999, -179.99999999}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        char text[PLACE_TEXT_SIZE];
        struct place again;
        place_text(&places[i], text);
        assert_true(place_parse(text, &again));
        assert_true(fabs(again.latitude - places[i].latitude) < 1e-7);
        assert_true(fabs(again.longitude - places[i].longitude) < 1e-7);
    }
}

static void what_is_no_place_is_not_read(void **)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "1 2",
                                        "1.0000000  2.0000000",
                                        "1.0000000 2.0000000 ",
                                        "nan 0",
                                        "inf 0",
                                        "1e1 0",
                                        "91.0000000 0.0000000",
                                        "0.0000000 180.0000001",
                                        "-0.0000000 0.0000000"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct place place = {1000, 1000};
        if (place_parse(texts[i], &place))
            fail_msg("\"%s\" was read", texts[i]);
        assert_true(place.latitude == 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_read_from_tags_of_cameras),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_is_no_place_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
