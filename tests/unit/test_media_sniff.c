/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "media/foreign.h"
#include "media/sniff.h"
#include "media/webp.h"
#include "media_samples.h"

#define BYTES(text) (const uint8_t *)(text), sizeof(text) - 1

static void each_kind_is_known_by_its_first_bytes(void **)
{
    static const struct {
        const char *name;
        const uint8_t *bytes;
        size_t size;
        enum sniffed kind;
    } cases[] = {
        {"nothing", BYTES(""), SNIFFED_UNKNOWN},
        {"text", BYTES("hello, world"), SNIFFED_UNKNOWN},
        {"JPEG", BYTES("\xff\xd8\xff\xe0\0\x10JFIF"), SNIFFED_JPEG},
        {"JPEG, its first bytes only", BYTES("\xff\xd8\xff"), SNIFFED_JPEG},
        {"JPEG, one byte short of that", BYTES("\xff\xd8"), SNIFFED_UNKNOWN},
        {"PNG", sample_png, sizeof sample_png, SNIFFED_PNG},
        {"PNG, its signature only", sample_png, 8, SNIFFED_PNG},
        {"PNG, one byte short of that", sample_png, 7, SNIFFED_UNKNOWN},
        {"PNG with its line end converted", BYTES("\x89PNG\n\x1a\n\0\0\0\x0dIHDR"), SNIFFED_UNKNOWN},
        {"WebP", sample_webp, sizeof sample_webp, SNIFFED_WEBP},
        {"WebP, its header only", sample_webp, 12, SNIFFED_WEBP},
        {"WebP, one byte short of that", sample_webp, 11, SNIFFED_UNKNOWN},
        {"WAV", BYTES("RIFF\x24\0\0\0WAVEfmt "), SNIFFED_WAV},
        {"another RIFF", BYTES("RIFF\x24\0\0\0AVI LIST"), SNIFFED_UNKNOWN},
        {"GIF", BYTES("GIF89a\1\0\1\0"), SNIFFED_GIF},
        {"GIF, one byte short of its name", BYTES("GIF89"), SNIFFED_UNKNOWN},
        {"AVIF",
         BYTES("\0\0\0\x18"
               "ftypavif\0\0\0\0mif1miaf"),
         SNIFFED_AVIF},
        {"AVIF by a compatible brand",
         BYTES("\0\0\0\x18"
               "ftypmif1\0\0\0\0miafavif"),
         SNIFFED_AVIF},
        {"HEIC",
         BYTES("\0\0\0\x18"
               "ftypheic\0\0\0\0mif1heic"),
         SNIFFED_HEIC},
        {"HEIC by a compatible brand",
         BYTES("\0\0\0\x18"
               "ftypmif1\0\0\0\0miafheix"),
         SNIFFED_HEIC},
        {"a brand behind the end of its box",
         BYTES("\0\0\0\x14"
               "ftypqt  \0\0\0\0qt  avif"),
         SNIFFED_UNKNOWN},
        {"a brand that is cut short",
         BYTES("\0\0\0\x18"
               "ftypqt  \0\0\0\0qt  avi"),
         SNIFFED_UNKNOWN},
        {"a video",
         BYTES("\0\0\0\x14"
               "ftypqt  \0\0\0\0qt  "),
         SNIFFED_UNKNOWN},
        {"SVG", BYTES("<svg xmlns='http://www.w3.org/2000/svg'/>"), SNIFFED_UNKNOWN},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (sniff(cases[i].bytes, cases[i].size) != cases[i].kind)
            fail_msg("%s: came %d", cases[i].name, (int)sniff(cases[i].bytes, cases[i].size));
    assert_null(sniffed_type(SNIFFED_UNKNOWN));
    assert_string_equal(sniffed_type(SNIFFED_WEBP), "image/webp");
}

static void what_is_not_taken_has_a_name(void **)
{
    static const struct {
        const char *name;
        const uint8_t *bytes;
        size_t size;
    } cases[] = {
        {"a TIFF or raw picture", BYTES("MM\0*\0\0\0\x08")},
        {"a BMP picture", BYTES("BM\x46\0\0\0")},
        {"a PDF document", BYTES("%PDF-1.7\n")},
        {"an SVG drawing", BYTES("<svg/>")},
        {"an SVG drawing", BYTES("<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg/>")},
        {"a video", BYTES("\0\0\0\x14"
                          "ftypqt  \0\0\0\0qt  ")},
        {NULL, BYTES("<?xml version='1.0'?><html/>")},
        {NULL, BYTES("%PD")},
        {NULL, sample_png, sizeof sample_png},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (g_strcmp0(foreign_name(cases[i].bytes, cases[i].size), cases[i].name) != 0)
            fail_msg("case %zu: %s came", i, foreign_name(cases[i].bytes, cases[i].size));
}

static void whole_files_are_whole_and_shorter_ones_are_not(enum sniffed kind, const uint8_t *bytes, size_t size,
                                                           size_t least)
{
    assert_true(sniffed_is_whole(kind, bytes, size));
    for (size_t shorter = least; shorter < size; shorter++) {
        g_autofree uint8_t *part = g_memdup2(bytes, shorter); /* so that a sanitizer sees a read past it */
        if (sniffed_is_whole(kind, part, shorter))
            fail_msg("%zu of %zu bytes are taken for whole", shorter, size);
    }
}

static void a_png_is_whole_with_its_last_chunk(void **)
{
    whole_files_are_whole_and_shorter_ones_are_not(SNIFFED_PNG, sample_png, sizeof sample_png, 8);
}

static void a_webp_is_whole_when_it_is_as_long_as_it_says(void **)
{
    whole_files_are_whole_and_shorter_ones_are_not(SNIFFED_WEBP, sample_webp, sizeof sample_webp, 12);
}

#define JPEG_START "\xff\xd8\xff\xe0\0\x04\xff\xd9\xff\xda\0\x03\x01"
#define JPEG_SCAN  "\x12\xff\0\x34\xff\xd0\x56\xff\0"

static void a_jpeg_is_whole_with_its_end_marker_outside_of_segments(void **)
{
    static const char jpeg[] = JPEG_START JPEG_SCAN "\xff\xda\0\x02" JPEG_SCAN "\xff\xff\xd9";
    size_t size = sizeof jpeg - 1;
    /* At 8 bytes the file ends with what looks like the end: the decoder has to find that. */
    whole_files_are_whole_and_shorter_ones_are_not(SNIFFED_JPEG, (const uint8_t *)jpeg, size, 9);
}

static void a_jpeg_may_go_on_after_its_end(void **)
{
    static const char jpeg[] = JPEG_START JPEG_SCAN "\xff\xd9 and a film after it";
    assert_true(sniffed_is_whole(SNIFFED_JPEG, (const uint8_t *)jpeg, sizeof jpeg - 1));
}

static void nonsense_is_left_to_the_decoder(void **)
{
    assert_true(sniffed_is_whole(SNIFFED_JPEG, BYTES("\xff\xd8\xff\xe0\0\x04"
                                                     "ab nonsense")));
    assert_true(sniffed_is_whole(SNIFFED_JPEG, BYTES("\xff\xd8\xff\xe0\0\x01"
                                                     " a length below two")));
}

static void damage_before_the_end_is_not_taken_for_shortness(void **)
{
    uint8_t png[sizeof sample_png];
    memcpy(png, sample_png, sizeof png);
    png[33] = 0x7f; /* the length of IDAT now reaches far beyond the file */
    assert_true(sniffed_is_whole(SNIFFED_PNG, png, sizeof png));
}

static void a_webp_says_how_large_it_is(void **)
{
    static const struct {
        const char *name;
        const uint8_t *bytes;
        size_t size;
        uint32_t width, height; /* 0: refused */
    } cases[] = {
        {"lossy", sample_webp, sizeof sample_webp, 16, 12},
        {"cut short", sample_webp, 29, 0, 0},
        {"lossless", BYTES("RIFF\x20\0\0\0WEBPVP8L\x10\0\0\0\x2f\xff\xff\xff\x0f     "), 16384, 16384},
        {"lossless without its mark", BYTES("RIFF\x20\0\0\0WEBPVP8L\x10\0\0\0\x2e\xff\xff\xff\x0f     "), 0, 0},
        {"extended", BYTES("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\x01\0\0"), 1 << 24, 2},
        {"something else first", BYTES("RIFF\x20\0\0\0WEBPEXIF\x0a\0\0\0\0\0\0\0\xff\xff\xff\x01\0\0"), 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree uint8_t *exact = g_memdup2(cases[i].bytes, cases[i].size);
        uint32_t width = 0, height = 0;
        bool found = webp_size(exact, cases[i].size, &width, &height);
        if (found != (cases[i].width > 0) || (found && (width != cases[i].width || height != cases[i].height)))
            fail_msg("%s: came %d, %ux%u", cases[i].name, found, width, height);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_known_by_its_first_bytes),
        cmocka_unit_test(what_is_not_taken_has_a_name),
        cmocka_unit_test(a_png_is_whole_with_its_last_chunk),
        cmocka_unit_test(a_webp_is_whole_when_it_is_as_long_as_it_says),
        cmocka_unit_test(a_jpeg_is_whole_with_its_end_marker_outside_of_segments),
        cmocka_unit_test(a_jpeg_may_go_on_after_its_end),
        cmocka_unit_test(nonsense_is_left_to_the_decoder),
        cmocka_unit_test(a_webp_says_how_large_it_is),
        cmocka_unit_test(damage_before_the_end_is_not_taken_for_shortness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
