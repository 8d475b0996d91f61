/* SPDX-License-Identifier: Apache-2.0 */
#include "media/mp3.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "media/bytes.h"
#include "media/sound.h"

enum { HEADER = 4, TAG_HEADER = 10, JUNK_MAX = 65536, LAYER_3 = 1, VERSION_1 = 3, VERSION_RESERVED = 1 };

struct frame {
    size_t size;
    uint32_t samples, rate;
    size_t side_size; /* of the side information behind the header */
};

static bool frame_read(const uint8_t *b, size_t left, struct frame *frame)
{
    static const uint16_t kbits[2][15] = {{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
                                          {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}};
    static const uint32_t rates[3] = {44100, 48000, 32000};
    if (left < HEADER || b[0] != 0xff || (b[1] & 0xe0) != 0xe0 || (b[1] >> 1 & 3) != LAYER_3)
        return false;
    unsigned version = b[1] >> 3 & 3, bits = b[2] >> 4, rate = b[2] >> 2 & 3;
    if (version == VERSION_RESERVED || bits == 0 || bits == 15 || rate == 3)
        return false;
    bool is_first = version == VERSION_1, is_mono = b[3] >> 6 == 3;
    frame->rate = rates[rate] >> (is_first ? 0 : version == 2 ? 1 : 2);
    frame->samples = is_first ? 1152 : 576;
    frame->size = frame->samples / 8 * kbits[is_first][bits] * 1000u / frame->rate + (b[2] >> 1 & 1);
    frame->side_size = is_first ? (is_mono ? 17 : 32) : (is_mono ? 9 : 17);
    return true;
}

/* The first place at which a frame begins and another follows, or the file ends. */
static bool frames_find(const uint8_t *bytes, size_t size, size_t *at)
{
    struct frame frame, next;
    for (size_t i = *at; i < size && i - *at <= JUNK_MAX; i++)
        if (frame_read(bytes + i, size - i, &frame) &&
            (frame.size + HEADER > size - i || frame_read(bytes + i + frame.size, size - i - frame.size, &next))) {
            *at = i;
            return true;
        }
    return false;
}

/* How many frames the first one, which is then none of the sound, says that there are
 * (Xing's and Fraunhofer's headers); 0: it does not. */
static uint32_t frames_announced(const uint8_t *b, const struct frame *frame)
{
    size_t at = HEADER + frame->side_size;
    if (frame->size >= at + 12 && (memcmp(b + at, "Xing", 4) == 0 || memcmp(b + at, "Info", 4) == 0))
        return bytes_be32(b + at + 4) & 1 ? bytes_be32(b + at + 8) : 0;
    if (frame->size >= HEADER + 32 + 18 && memcmp(b + HEADER + 32, "VBRI", 4) == 0)
        return bytes_be32(b + HEADER + 32 + 14);
    return 0;
}

/* Whether nothing but tags or zeros lies behind the last frame. */
static bool is_end(const uint8_t *b, size_t left)
{
    static const char *const tags[] = {"TAG", "APETAGEX", "LYRICSBEGIN", "ID3"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (left >= strlen(tags[i]) && memcmp(b, tags[i], strlen(tags[i])) == 0)
            return true;
    for (size_t i = 0; i < left; i++)
        if (b[i])
            return false;
    return true;
}

struct walk {
    uint64_t frames, samples;
    uint32_t announced, rate;
};

static enum err frames_walk(const uint8_t *bytes, size_t size, size_t at, struct walk *walk)
{
    struct frame frame;
    while (at < size && frame_read(bytes + at, size - at, &frame)) {
        if (frame.size > size - at)
            return E_MEDIA_TRUNCATED;
        uint32_t announced = walk->rate ? 0 : frames_announced(bytes + at, &frame);
        walk->rate = frame.rate;
        walk->announced += announced;
        walk->frames += !announced;
        walk->samples += announced ? 0 : frame.samples;
        at += frame.size;
    }
    if (walk->frames < walk->announced)
        return at >= size || size - at < HEADER || is_end(bytes + at, size - at) ? E_MEDIA_TRUNCATED : E_MEDIA_CORRUPT;
    if (at < size && !is_end(bytes + at, size - at))
        return size - at < HEADER ? E_MEDIA_TRUNCATED : E_MEDIA_CORRUPT;
    return OK;
}

/* The size of the ID3v2 tag that the file begins with, of which each byte of four has seven bits; 0: there is none. */
static size_t tag_size(const uint8_t *b, size_t size)
{
    if (size < 3 || memcmp(b, "ID3", 3) != 0)
        return 0;
    if (size < TAG_HEADER)
        return TAG_HEADER;
    uint32_t length = 0;
    for (int i = 6; i < TAG_HEADER; i++)
        length = length << 7 | (b[i] & 0x7f);
    return TAG_HEADER + (size_t)length;
}

enum err mp3_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    size_t at = tag_size(bytes, size);
    struct walk walk = {0};
    if (at > size)
        return E_MEDIA_TRUNCATED;
    if (size - at < HEADER)
        return E_MEDIA_TRUNCATED;
    if (!frames_find(bytes, size, &at))
        return E_MEDIA_CORRUPT;
    enum err e = frames_walk(bytes, size, at, &walk);
    return e ? e : sound_duration_set(walk.samples, walk.rate, duration_ms);
}
