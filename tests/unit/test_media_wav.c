/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "media/wav.h"

struct sound {
    uint32_t tag, channels, rate, bits, frame_bytes, data_bytes;
};

/* One second of 16-bit stereo at 8 kHz. */
static const struct sound usual = {1, 2, 8000, 16, 4, 32000};

static void add(GByteArray *out, uint32_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        g_byte_array_append(out, &(guint8){(guint8)(value >> 8 * i)}, 1);
}

static void add_name(GByteArray *out, const char *name)
{
    g_byte_array_append(out, (const guint8 *)name, 4);
}

static void add_format(GByteArray *out, const struct sound *s)
{
    add_name(out, "fmt ");
    add(out, 16, 4);
    add(out, s->tag, 2);
    add(out, s->channels, 2);
    add(out, s->rate, 4);
    add(out, s->rate * s->frame_bytes, 4);
    add(out, s->frame_bytes, 2);
    add(out, s->bits, 2);
}

static GByteArray *riff(void)
{
    GByteArray *out = g_byte_array_new();
    add_name(out, "RIFF");
    add(out, 0, 4);
    add_name(out, "WAVE");
    return out;
}

static void add_data(GByteArray *out, uint32_t bytes)
{
    add_name(out, "data");
    add(out, bytes, 4);
    g_byte_array_set_size(out, out->len + bytes);
}

static GByteArray *wav(const struct sound *s)
{
    GByteArray *out = riff();
    add_format(out, s);
    add_data(out, s->data_bytes);
    return out;
}

static enum err parse(const GByteArray *file, int64_t *duration_ms)
{
    g_autofree guint8 *exact = g_memdup2(file->data, file->len);
    return wav_parse(exact, file->len, duration_ms);
}

static void check(const char *name, const struct sound *s, enum err wanted, int64_t wanted_ms)
{
    g_autoptr(GByteArray) file = wav(s);
    int64_t duration_ms = -1;
    enum err e = parse(file, &duration_ms);
    if (e != wanted || duration_ms != wanted_ms)
        fail_msg("%s: came %s, %d ms", name, e ? err_info(e)->name : "OK", (int)duration_ms);
}

static void durations_follow_from_rate_and_size(void **)
{
    check("usual", &usual, OK, 1000);
    check("8-bit mono at 11.025 kHz", &(struct sound){1, 1, 11025, 8, 1, 5512}, OK, 499);
    check("24 bits", &(struct sound){1, 2, 48000, 24, 6, 48000 * 6}, OK, 1000);
    check("float", &(struct sound){3, 1, 44100, 32, 4, 44100 * 4 * 2}, OK, 2000);
    check("one frame", &(struct sound){1, 1, 1000, 8, 1, 1}, OK, 1);
    check("the most channels and the highest rate", &(struct sound){1, 64, 768000, 8, 64, 768 * 64}, OK, 1);
}

static void nonsense_is_corrupt(void **)
{
    check("no channels", &(struct sound){1, 0, 8000, 16, 0, 100}, E_MEDIA_CORRUPT, -1);
    check("one channel too many", &(struct sound){1, 65, 8000, 8, 65, 650}, E_MEDIA_CORRUPT, -1);
    check("rate 0", &(struct sound){1, 2, 0, 16, 4, 100}, E_MEDIA_CORRUPT, -1);
    check("rate beyond the limit", &(struct sound){1, 2, 768001, 16, 4, 100}, E_MEDIA_CORRUPT, -1);
    check("12 bits", &(struct sound){1, 2, 8000, 12, 3, 100}, E_MEDIA_CORRUPT, -1);
    check("16-bit float", &(struct sound){3, 2, 8000, 16, 4, 100}, E_MEDIA_CORRUPT, -1);
    check("frames that do not fit", &(struct sound){1, 2, 8000, 16, 2, 100}, E_MEDIA_CORRUPT, -1);
    check("no sound in it", &(struct sound){1, 2, 8000, 16, 4, 0}, E_MEDIA_CORRUPT, -1);
    check("less than a frame", &(struct sound){1, 2, 8000, 16, 4, 3}, E_MEDIA_CORRUPT, -1);
}

static void other_codings_are_unknown(void **)
{
    check("ADPCM", &(struct sound){2, 2, 8000, 4, 4, 100}, E_MEDIA_UNKNOWN, -1);
    check("MP3 in WAV", &(struct sound){0x55, 2, 8000, 0, 1, 100}, E_MEDIA_UNKNOWN, -1);
    int64_t duration_ms;
    assert_int_equal(wav_parse((const uint8_t *)"RIFF\0\0\0\0AVI ", 12, &duration_ms), E_MEDIA_UNKNOWN);
    assert_int_equal(wav_parse((const uint8_t *)"", 0, &duration_ms), E_MEDIA_UNKNOWN);
}

static void the_extensible_form_names_its_coding_inside(void **)
{
    g_autoptr(GByteArray) file = riff();
    add_name(file, "fmt ");
    add(file, 40, 4);
    const uint32_t head[] = {0xfffe | 2 << 16, 8000, 32000, 4 | 16 << 16, 22 | 16 << 16, 3};
    for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
        add(file, head[i], 4);
    size_t subformat = file->len;
    add(file, 1, 2);
    g_byte_array_set_size(file, file->len + 14);
    add_data(file, 32000);
    int64_t duration_ms;
    assert_int_equal(parse(file, &duration_ms), OK);
    assert_int_equal(duration_ms, 1000);
    file->data[subformat] = 2;
    assert_int_equal(parse(file, &duration_ms), E_MEDIA_UNKNOWN);
}

static void every_shorter_file_is_truncated(void **)
{
    g_autoptr(GByteArray) file = wav(&(struct sound){1, 1, 8000, 8, 1, 40});
    int64_t duration_ms;
    for (guint whole = file->len, size = whole; size >= 12; size--) {
        g_byte_array_set_size(file, size);
        assert_int_equal(parse(file, &duration_ms), size == whole ? OK : E_MEDIA_TRUNCATED);
    }
}

static void other_chunks_are_skipped_with_their_padding(void **)
{
    g_autoptr(GByteArray) file = riff();
    add_name(file, "LIST");
    add(file, 3, 4);
    add(file, 0x646174, 4); /* three bytes and one of padding */
    add_format(file, &usual);
    add_data(file, usual.data_bytes);
    int64_t duration_ms;
    assert_int_equal(parse(file, &duration_ms), OK);
    assert_int_equal(duration_ms, 1000);
}

static void sound_before_its_format_is_corrupt(void **)
{
    g_autoptr(GByteArray) file = riff();
    add_data(file, 100);
    add_format(file, &usual);
    int64_t duration_ms;
    assert_int_equal(parse(file, &duration_ms), E_MEDIA_CORRUPT);
}

static enum err parse_after_chunks(int chunks)
{
    g_autoptr(GByteArray) file = riff();
    for (int i = 0; i < chunks; i++) {
        add_name(file, "JUNK");
        add(file, 0, 4);
    }
    add_format(file, &usual);
    add_data(file, usual.data_bytes);
    int64_t duration_ms;
    return parse(file, &duration_ms);
}

static void chunks_are_limited(void **)
{
    assert_int_equal(parse_after_chunks(WAV_CHUNKS_MAX - 2), OK);
    assert_int_equal(parse_after_chunks(WAV_CHUNKS_MAX - 1), E_MEDIA_CORRUPT);
}

static void sizes_at_the_edge_of_32_bits_do_not_wrap(void **)
{
    g_autoptr(GByteArray) file = riff();
    add_name(file, "JUNK");
    add(file, UINT32_MAX, 4);
    add_format(file, &usual);
    int64_t duration_ms;
    assert_int_equal(parse(file, &duration_ms), E_MEDIA_TRUNCATED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_follow_from_rate_and_size),
        cmocka_unit_test(nonsense_is_corrupt),
        cmocka_unit_test(other_codings_are_unknown),
        cmocka_unit_test(the_extensible_form_names_its_coding_inside),
        cmocka_unit_test(every_shorter_file_is_truncated),
        cmocka_unit_test(other_chunks_are_skipped_with_their_padding),
        cmocka_unit_test(sound_before_its_format_is_corrupt),
        cmocka_unit_test(chunks_are_limited),
        cmocka_unit_test(sizes_at_the_edge_of_32_bits_do_not_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
