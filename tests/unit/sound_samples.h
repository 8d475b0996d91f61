/* SPDX-License-Identifier: Apache-2.0
 *
 * The smallest sounds of each kind, each with the title "Café!", and the pieces to make others of.
 */
#ifndef STENCIL_TEST_SOUND_SAMPLES_H
#define STENCIL_TEST_SOUND_SAMPLES_H

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "media/crc.h"

#define BYTES(text) (const uint8_t *)(text), sizeof(text) - 1

static inline void add(GByteArray *file, const uint8_t *bytes, size_t size)
{
    g_byte_array_append(file, bytes, (guint)size);
}

static inline void add_be(GByteArray *file, uint32_t number, unsigned size)
{
    while (size--)
        add(file, &(uint8_t){(uint8_t)(number >> 8 * size)}, 1);
}

static inline void add_zeros(GByteArray *file, unsigned count)
{
    while (count--)
        add(file, BYTES("\0"));
}

/* Four frames of 96 kbit/s at 48 kHz. */
static inline void mp3_frames_add(GByteArray *file)
{
    for (int i = 0; i < 4; i++) {
        add(file, BYTES("\xff\xfb\x74\xc0"));
        add_zeros(file, 284);
    }
}

static inline GByteArray *mp3(void)
{
    GByteArray *file = g_byte_array_new();
    add(file, BYTES("ID3\3\0\0\0\0\0\x10TIT2\0\0\0\6\0\0\0Caf\xe9"));
    add(file, BYTES("!"));
    mp3_frames_add(file);
    return file;
}

static inline void box_take(GByteArray *file, const char *name, GByteArray *content)
{
    add_be(file, content->len + 8, 4);
    add(file, (const uint8_t *)name, 4);
    add(file, content->data, content->len);
    g_byte_array_unref(content);
}

static inline GByteArray *boxed_take(const char *name, GByteArray *content)
{
    GByteArray *box = g_byte_array_new();
    box_take(box, name, content);
    return box;
}

static inline GByteArray *bytes_of(const uint8_t *bytes, size_t size)
{
    return g_byte_array_append(g_byte_array_new(), bytes, (guint)size);
}

static inline GByteArray *m4a_track(void)
{
    GByteArray *samples = bytes_of(BYTES("\0\0\0\0\0\0\0\1"));
    box_take(samples, "mp4a", bytes_of(BYTES("\0")));
    GByteArray *media = boxed_take("hdlr", bytes_of(BYTES("\0\0\0\0\0\0\0\0soun")));
    box_take(media, "minf", boxed_take("stbl", boxed_take("stsd", samples)));
    return boxed_take("mdia", media);
}

/* Of 300 ms, with what is in its list of tags. */
static inline GByteArray *m4a_of_take(GByteArray *tags)
{
    static const uint8_t head[32] = {[14] = 3, [15] = 0xe8, [18] = 1, [19] = 0x2c}; /* 300 of 1000 */
    GByteArray *file = boxed_take("ftyp", bytes_of(BYTES("M4A \0\0\0\0mp42")));
    box_take(file, "mdat", bytes_of(BYTES("sound")));
    GByteArray *meta = bytes_of(BYTES("\0\0\0\0"));
    box_take(meta, "ilst", tags);
    GByteArray *movie = boxed_take("mvhd", bytes_of(head, sizeof head));
    box_take(movie, "trak", m4a_track());
    box_take(movie, "udta", boxed_take("meta", meta));
    box_take(file, "moov", movie);
    return file;
}

static inline GByteArray *m4a(void)
{
    return m4a_of_take(boxed_take("\xa9nam", boxed_take("data", bytes_of(BYTES("\0\0\0\1\0\0\0\0Caf\xc3\xa9!")))));
}

static inline void page_add(GByteArray *file, uint8_t flags, uint16_t position, const uint8_t *packet, uint8_t size)
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
static inline GByteArray *ogg(void)
{
    GByteArray *file = g_byte_array_new();
    page_add(file, 2, 0, BYTES("OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0"));
    page_add(file, 0, 0, BYTES("OpusTags\1\0\0\0x\1\0\0\0\x0c\0\0\0title=Caf\xc3\xa9!"));
    page_add(file, 4, 14712, BYTES("sound"));
    return file;
}

static inline void frame_add(GByteArray *file, uint8_t number)
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
static inline GByteArray *flac(void)
{
    GByteArray *file = bytes_of(BYTES("fLaC\0\0\0\x22"));
    static const uint8_t info[34] = {[10] = 0x01, [11] = 0x90, [12] = 0x00, [13] = 0xf0, [16] = 7, [17] = 0x80};
    add(file, info, sizeof info);
    add(file, BYTES("\x84\0\0\x19\1\0\0\0x\1\0\0\0\x0c\0\0\0TITLE=Caf\xc3\xa9!"));
    for (uint8_t i = 0; i < 10; i++)
        frame_add(file, i);
    return file;
}

/* A chunk of RIFF; one of odd size is padded. */
static inline void chunk_add(GByteArray *file, const char *name, const uint8_t *bytes, size_t size)
{
    uint32_t length = GUINT32_TO_LE((uint32_t)size);
    add(file, (const uint8_t *)name, 4);
    add(file, (const uint8_t *)&length, 4);
    add(file, bytes, size);
    add_zeros(file, size & 1);
}

static inline void riff_end(GByteArray *file)
{
    uint32_t length = GUINT32_TO_LE(file->len - 8);
    memcpy(file->data + 4, &length, 4);
}

/* 300 ms of one channel of 8 bits at 1000 Hz, without riff_end(). */
static inline GByteArray *wav_begin(void)
{
    static const uint8_t silence[300];
    GByteArray *file = bytes_of(BYTES("RIFF\0\0\0\0WAVE"));
    chunk_add(file, "fmt ", BYTES("\1\0\1\0\xe8\3\0\0\xe8\3\0\0\1\0\x08\0"));
    chunk_add(file, "data", silence, sizeof silence);
    return file;
}

static inline GByteArray *wav(void)
{
    GByteArray *file = wav_begin();
    chunk_add(file, "LIST", BYTES("INFOINAM\7\0\0\0Caf\xc3\xa9!\0\0"));
    riff_end(file);
    return file;
}

#endif
