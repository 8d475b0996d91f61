/* SPDX-License-Identifier: Apache-2.0
 *
 * The smallest sound of each kind, whole, cut at every byte, with every bit turned over.
 * Those that encoders write are in tests/api/media_sound.test.ts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "media/sound.h"
#include "sound_samples.h"

static const struct {
    const char *name;
    enum sniffed kind;
    GByteArray *(*make)(void);
    int64_t duration_ms;
} kinds[] = {
    {"MP3", SNIFFED_MP3, mp3, 96},
    {"M4A", SNIFFED_M4A, m4a, 300},
    {"Ogg", SNIFFED_OGG, ogg, 300},
    {"FLAC", SNIFFED_FLAC, flac, 300},
};

/* From a copy of just its size, so that a sanitizer sees a read past it. */
static enum err parse(enum sniffed kind, const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    g_autofree uint8_t *exact = g_memdup2(bytes, size);
    return sound_parse(kind, exact, size, duration_ms);
}

static void each_kind_has_its_length(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        int64_t duration_ms = 0;
        assert_int_equal(sniff(file->data, file->len), kinds[i].kind);
        enum err e = parse(kinds[i].kind, file->data, file->len, &duration_ms);
        if (e || duration_ms != kinds[i].duration_ms)
            fail_msg("%s: %s, %d ms", kinds[i].name, e ? err_info(e)->name : "OK", (int)duration_ms);
    }
}

static void each_kind_cut_at_any_byte_is_refused(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        size_t frames_at = kinds[i].kind == SNIFFED_MP3 ? file->len - 4 * 288 : 0;
        for (size_t size = 16; size < file->len; size++) {
            int64_t duration_ms = 0;
            enum err e = parse(kinds[i].kind, file->data, size, &duration_ms);
            /* Between two frames a plain MP3 is a whole one. */
            bool is_between = frames_at && size > frames_at && (size - frames_at) % 288 == 0;
            if (e != (is_between ? OK : E_MEDIA_TRUNCATED))
                fail_msg("%s, %zu of %u bytes: %s", kinds[i].name, size, file->len, e ? err_info(e)->name : "OK");
        }
    }
}

static void a_turned_bit_is_taken_or_refused(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        for (size_t bit = 0; bit < file->len * 8; bit++) {
            int64_t duration_ms = 0;
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            enum err e = parse(kinds[i].kind, file->data, file->len, &duration_ms);
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            if (e && e != E_MEDIA_CORRUPT && e != E_MEDIA_TRUNCATED && e != E_MEDIA_UNKNOWN)
                fail_msg("%s, bit %zu: %s", kinds[i].name, bit, err_info(e)->name);
        }
    }
}

static void names_are_text_of_one_line(void **)
{
    static const struct {
        const char *given, *kept;
    } cases[] = {{"  a\tb\n", "a b"},
                 {"ab\xff"
                  "cd",
                  "ab"},
                 {"\x01\x02", ""},
                 {"\x7f", ""},
                 {"a\xc2\x85"
                  "b",
                  "a b"},
                 {"\xc3", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char name[SOUND_NAME_SIZE];
        sound_name_make(cases[i].given, name);
        assert_string_equal(name, cases[i].kept);
    }
}

static void a_title_longer_than_the_limit_is_cut_between_characters(void **)
{
    g_autoptr(GString) title = g_string_new(NULL);
    for (int i = 0; i < SOUND_NAME_CHARACTERS_MAX + 1; i++)
        g_string_append(title, "😀");
    char name[SOUND_NAME_SIZE];
    sound_name_make(title->str, name);
    assert_int_equal(g_utf8_strlen(name, -1), SOUND_NAME_CHARACTERS_MAX);
    assert_int_equal(strlen(name), SOUND_NAME_SIZE - 1);
}

static void the_length_that_a_file_tells_is_taken_where_the_walk_agrees(void **)
{
    enum { WALKED = 5000, APART = SOUND_LENGTHS_APART_MS_MAX };
    assert_int_equal(sound_duration_choose(WALKED, WALKED + APART), WALKED + APART);
    assert_int_equal(sound_duration_choose(WALKED, WALKED - APART), WALKED - APART);
    assert_int_equal(sound_duration_choose(WALKED, WALKED + APART + 1), WALKED);
    assert_int_equal(sound_duration_choose(WALKED, WALKED - APART - 1), WALKED);
    assert_int_equal(sound_duration_choose(APART, 0), APART);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_length),
        cmocka_unit_test(each_kind_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_turned_bit_is_taken_or_refused),
        cmocka_unit_test(names_are_text_of_one_line),
        cmocka_unit_test(a_title_longer_than_the_limit_is_cut_between_characters),
        cmocka_unit_test(the_length_that_a_file_tells_is_taken_where_the_walk_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
