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

#include "media/crc.h"
#include "media/sound.h"

#define BYTES(text) (const uint8_t *)(text), sizeof(text) - 1

static void add(GByteArray *file, const uint8_t *bytes, size_t size)
{
    g_byte_array_append(file, bytes, (guint)size);
}

static void add_be(GByteArray *file, uint32_t number, unsigned size)
{
    while (size--)
        add(file, &(uint8_t){(uint8_t)(number >> 8 * size)}, 1);
}

static void add_zeros(GByteArray *file, unsigned count)
{
    while (count--)
        add(file, BYTES("\0"));
}

/* Four frames of 96 kbit/s at 48 kHz, behind a title in Latin-1. */
static GByteArray *mp3(void)
{
    GByteArray *file = g_byte_array_new();
    add(file, BYTES("ID3\3\0\0\0\0\0\x10TIT2\0\0\0\6\0\0\0Caf\xe9"));
    add(file, BYTES("!"));
    for (int i = 0; i < 4; i++) {
        add(file, BYTES("\xff\xfb\x74\xc0"));
        add_zeros(file, 284);
    }
    return file;
}

static void box_take(GByteArray *file, const char *name, GByteArray *content)
{
    add_be(file, content->len + 8, 4);
    add(file, (const uint8_t *)name, 4);
    add(file, content->data, content->len);
    g_byte_array_unref(content);
}

static GByteArray *boxed_take(const char *name, GByteArray *content)
{
    GByteArray *box = g_byte_array_new();
    box_take(box, name, content);
    return box;
}

static GByteArray *bytes_of(const uint8_t *bytes, size_t size)
{
    return g_byte_array_append(g_byte_array_new(), bytes, (guint)size);
}

static GByteArray *m4a_track(void)
{
    GByteArray *samples = bytes_of(BYTES("\0\0\0\0\0\0\0\1"));
    box_take(samples, "mp4a", bytes_of(BYTES("\0")));
    GByteArray *media = boxed_take("hdlr", bytes_of(BYTES("\0\0\0\0\0\0\0\0soun")));
    box_take(media, "minf", boxed_take("stbl", boxed_take("stsd", samples)));
    return boxed_take("mdia", media);
}

static GByteArray *m4a(void)
{
    static const uint8_t head[32] = {[14] = 3, [15] = 0xe8, [18] = 1, [19] = 0x2c}; /* 300 of 1000 */
    GByteArray *file = boxed_take("ftyp", bytes_of(BYTES("M4A \0\0\0\0mp42")));
    box_take(file, "mdat", bytes_of(BYTES("sound")));
    GByteArray *meta = bytes_of(BYTES("\0\0\0\0"));
    box_take(meta, "ilst", boxed_take("\xa9nam", boxed_take("data", bytes_of(BYTES("\0\0\0\1\0\0\0\0Caf\xc3\xa9!")))));
    GByteArray *movie = boxed_take("mvhd", bytes_of(head, sizeof head));
    box_take(movie, "trak", m4a_track());
    box_take(movie, "udta", boxed_take("meta", meta));
    box_take(file, "moov", movie);
    return file;
}

static void page_add(GByteArray *file, uint8_t flags, uint16_t position, const uint8_t *packet, uint8_t size)
{
    GByteArray *page = bytes_of(BYTES("OggS\0"));
    const uint8_t head[] = {
        flags, (uint8_t)position, (uint8_t)(position >> 8), 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        size};
    add(page, head, sizeof head);
    add(page, packet, size);
    struct crc crc;
    crc_init(&crc, 32, 0x04c11db7);
    uint32_t sum = crc_add(&crc, 0, page->data, page->len);
    for (int i = 0; i < 4; i++)
        page->data[22 + i] = (uint8_t)(sum >> 8 * i);
    add(file, page->data, page->len);
    g_byte_array_unref(page);
}

/* 312 samples are to be skipped: 14,712 are 300 ms. */
static GByteArray *ogg(void)
{
    GByteArray *file = g_byte_array_new();
    page_add(file, 2, 0, BYTES("OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0"));
    page_add(file, 0, 0, BYTES("OpusTags\1\0\0\0x\1\0\0\0\x0c\0\0\0title=Caf\xc3\xa9!"));
    page_add(file, 4, 14712, BYTES("sound"));
    return file;
}

static void frame_add(GByteArray *file, uint8_t number)
{
    struct crc head_crc, frame_crc;
    crc_init(&head_crc, 8, 0x07);
    crc_init(&frame_crc, 16, 0x8005);
    uint8_t frame[13] = {0xff, 0xf8, 0x10, 0x08, number};
    frame[5] = (uint8_t)crc_add(&head_crc, 0, frame, 5);
    memcpy(frame + 6, "sound", 5);
    uint32_t sum = crc_add(&frame_crc, 0, frame, 11);
    frame[11] = (uint8_t)(sum >> 8);
    frame[12] = (uint8_t)sum;
    add(file, frame, sizeof frame);
}

/* Ten frames of 192 samples at 6400 Hz. */
static GByteArray *flac(void)
{
    GByteArray *file = bytes_of(BYTES("fLaC\0\0\0\x22"));
    static const uint8_t info[34] = {[10] = 0x01, [11] = 0x90, [12] = 0x00, [13] = 0xf0, [16] = 7, [17] = 0x80};
    add(file, info, sizeof info);
    add(file, BYTES("\x84\0\0\x19\1\0\0\0x\1\0\0\0\x0c\0\0\0TITLE=Caf\xc3\xa9!"));
    for (uint8_t i = 0; i < 10; i++)
        frame_add(file, i);
    return file;
}

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
static enum err parse(enum sniffed kind, const uint8_t *bytes, size_t size, struct sound *sound)
{
    g_autofree uint8_t *exact = g_memdup2(bytes, size);
    *sound = (struct sound){0};
    return sound_parse(kind, exact, size, sound);
}

static void each_kind_has_its_length_and_its_title(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        struct sound sound;
        assert_int_equal(sniff(file->data, file->len), kinds[i].kind);
        enum err e = parse(kinds[i].kind, file->data, file->len, &sound);
        if (e || sound.duration_ms != kinds[i].duration_ms || strcmp(sound.name, "Café!") != 0)
            fail_msg("%s: %s, %d ms, %s", kinds[i].name, e ? err_info(e)->name : "OK", (int)sound.duration_ms,
                     sound.name);
    }
}

static void each_kind_cut_at_any_byte_is_refused(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        size_t frames_at = kinds[i].kind == SNIFFED_MP3 ? file->len - 4 * 288 : 0;
        for (size_t size = 16; size < file->len; size++) {
            struct sound sound;
            enum err e = parse(kinds[i].kind, file->data, size, &sound);
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
            struct sound sound;
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            enum err e = parse(kinds[i].kind, file->data, file->len, &sound);
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            if (e && e != E_MEDIA_CORRUPT && e != E_MEDIA_TRUNCATED && e != E_MEDIA_UNKNOWN)
                fail_msg("%s, bit %zu: %s", kinds[i].name, bit, err_info(e)->name);
            assert_true(g_utf8_validate(sound.name, -1, NULL));
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
                 {"\xc3", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sound sound;
        sound_name_set(&sound, (const uint8_t *)cases[i].given, strlen(cases[i].given));
        assert_string_equal(sound.name, cases[i].kept);
    }
}

static void a_title_longer_than_the_limit_is_cut_between_characters(void **)
{
    g_autoptr(GString) title = g_string_new(NULL);
    for (int i = 0; i < SOUND_NAME_CHARACTERS_MAX + 1; i++)
        g_string_append(title, "😀");
    struct sound sound;
    sound_name_set(&sound, (const uint8_t *)title->str, title->len);
    assert_int_equal(g_utf8_strlen(sound.name, -1), SOUND_NAME_CHARACTERS_MAX);
    assert_int_equal(strlen(sound.name), SOUND_NAME_SIZE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_length_and_its_title),
        cmocka_unit_test(each_kind_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_turned_bit_is_taken_or_refused),
        cmocka_unit_test(names_are_text_of_one_line),
        cmocka_unit_test(a_title_longer_than_the_limit_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
