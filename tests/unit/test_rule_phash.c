/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "rule/phash.h"

enum { MEANS = PHASH_SIDE * PHASH_SIDE, SEED = 7 };

/* A picture with detail everywhere. */
static void picture_fill(double *brightness)
{
    srand(SEED);
    for (size_t i = 0; i < MEANS; i++)
        brightness[i] = rand() % 256;
}

static uint64_t hash_of(const double *brightness)
{
    uint64_t hash;
    assert_true(phash_of(brightness, &hash));
    return hash;
}

static void brightness_and_contrast_change_nothing(void **)
{
    double picture[MEANS], changed[MEANS];
    picture_fill(picture);
    for (size_t i = 0; i < MEANS; i++)
        changed[i] = 20 + picture[i] * 0.7;
    assert_int_equal(hash_of(changed), hash_of(picture));
}

static void the_negative_is_another_picture(void **)
{
    double picture[MEANS], changed[MEANS];
    picture_fill(picture);
    for (size_t i = 0; i < MEANS; i++)
        changed[i] = 255 - picture[i];
    assert_true(hash_of(changed) == ~hash_of(picture));
}

static void a_mirrored_picture_has_no_distance(void **)
{
    double picture[MEANS], mirrored[MEANS];
    picture_fill(picture);
    for (size_t y = 0; y < PHASH_SIDE; y++)
        for (size_t x = 0; x < PHASH_SIDE; x++)
            mirrored[y * PHASH_SIDE + x] = picture[y * PHASH_SIDE + PHASH_SIDE - 1 - x];
    assert_true(hash_of(mirrored) != hash_of(picture));
    assert_int_equal(phash_distance(hash_of(mirrored), hash_of(picture)), 0);
}

static void a_picture_that_stands_on_its_head_is_another(void **)
{
    double picture[MEANS], turned[MEANS];
    picture_fill(picture);
    for (size_t i = 0; i < MEANS; i++)
        turned[i] = picture[MEANS - 1 - i];
    assert_in_range(phash_distance(hash_of(turned), hash_of(picture)), 16, PHASH_BITS);
}

static void a_distance_is_counted_in_bits(void **)
{
    uint64_t hash = UINT64_C(0x0123456789abcdef);
    assert_int_equal(phash_distance(hash, hash), 0);
    for (unsigned bit = 0; bit < PHASH_BITS; bit++)
        assert_int_equal(phash_distance(hash, hash ^ UINT64_C(1) << bit), 1);
    assert_int_equal(phash_distance(hash, hash ^ 0xff), 8);
}

static void what_is_plain_has_no_hash(void **)
{
    double flat[MEANS], slope[MEANS], stripes[MEANS], symmetric[MEANS];
    uint64_t hash = 42;
    picture_fill(symmetric);
    for (size_t i = 0; i < MEANS; i++) {
        size_t x = i % PHASH_SIDE, y = i / PHASH_SIDE;
        flat[i] = 200;
        slope[i] = (double)y * 8;
        stripes[i] = x % 2 ? 255 : 0;
        symmetric[i] = x < PHASH_SIDE / 2 ? symmetric[i] : symmetric[i - x + PHASH_SIDE - 1 - x];
    }
    assert_false(phash_of(flat, &hash));
    assert_false(phash_of(slope, &hash));
    assert_false(phash_of(stripes, &hash));
    /* Half of its frequencies are not there, so it would have much in common with every other. */
    assert_false(phash_of(symmetric, &hash));
    assert_int_equal(hash, 42);
}

static void the_text_reads_back(void **)
{
    static const uint64_t hashes[] = {0, 1, UINT64_MAX, UINT64_C(0x0123456789abcdef)};
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        char text[PHASH_TEXT_SIZE];
        uint64_t hash = ~hashes[i];
        phash_text(hashes[i], text);
        assert_int_equal(strlen(text), 16);
        assert_true(phash_parse(text, &hash));
        assert_true(hash == hashes[i]);
    }
}

static void what_is_no_hash_is_not_read(void **)
{
    static const char *const texts[] = {"",
                                        "0",
                                        "0123456789abcde",
                                        "0123456789abcdef0",
                                        "0123456789ABCDEF",
                                        "0x23456789abcdef",
                                        " 123456789abcdef",
                                        "+123456789abcdef",
                                        "0123456789abcdeg",
                                        "0123456789abcde\n"};
    uint64_t hash = 42;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (phash_parse(texts[i], &hash))
            fail_msg("read: \"%s\"", texts[i]);
    assert_int_equal(hash, 42);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(brightness_and_contrast_change_nothing),
        cmocka_unit_test(the_negative_is_another_picture),
        cmocka_unit_test(a_mirrored_picture_has_no_distance),
        cmocka_unit_test(a_picture_that_stands_on_its_head_is_another),
        cmocka_unit_test(a_distance_is_counted_in_bits),
        cmocka_unit_test(what_is_plain_has_no_hash),
        cmocka_unit_test(the_text_reads_back),
        cmocka_unit_test(what_is_no_hash_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
