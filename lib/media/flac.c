/* SPDX-License-Identifier: Apache-2.0 */
#include "media/flac.h"

#include <stdbool.h>
#include <string.h>

#include "media/bytes.h"
#include "media/crc.h"
#include "media/sound.h"

enum { MARKER_SIZE = 4, BLOCK_HEAD = 4, STREAM_INFO_SIZE = 34, HEADER_MIN = 6, TAG_1_SIZE = 128 };
enum { BLOCK_STREAM_INFO = 0, BLOCK_LAST = 0x80 };
enum { HEADER_BITS = 8, HEADER_POLYNOMIAL = 0x07, FRAME_BITS = 16, FRAME_POLYNOMIAL = 0x8005 };

struct file {
    const uint8_t *bytes;
    size_t size;
    struct crc header_crc, frame_crc;
    uint32_t rate;
    uint64_t samples; /* announced; 0: not */
};

/* RFC 9639 §8: the blocks before the first frame, at which `*at` then is. */
static enum err blocks_read(struct file *f, size_t *at)
{
    for (bool is_last = false; !is_last;) {
        const uint8_t *head = f->bytes + *at;
        if (f->size - *at < BLOCK_HEAD)
            return E_MEDIA_TRUNCATED;
        size_t size = bytes_be32(head) & 0xffffff;
        if (size > f->size - *at - BLOCK_HEAD)
            return E_MEDIA_TRUNCATED;
        const uint8_t *data = head + BLOCK_HEAD;
        if ((head[0] & 0x7f) == BLOCK_STREAM_INFO && size >= STREAM_INFO_SIZE) {
            f->rate = bytes_be32(data + 10) >> 12;
            f->samples = (uint64_t)(data[13] & 0xf) << 32 | bytes_be32(data + 14);
        }
        is_last = head[0] & BLOCK_LAST;
        *at += BLOCK_HEAD + size;
    }
    return f->rate ? OK : E_MEDIA_CORRUPT;
}

/* A number coded like UTF-8, of up to seven bytes (§9.1.5); 0: nonsense. */
static size_t number_size(const uint8_t *b, size_t left, uint64_t *number)
{
    size_t size = 0;
    while (size < 8 && b[0] & 0x80 >> size)
        size++;
    if (size == 0) {
        *number = b[0];
        return 1;
    }
    if (size == 1 || size == 8 || left < size)
        return 0;
    *number = b[0] & (0x7f >> size);
    for (size_t i = 1; i < size; i++)
        *number = *number << 6 | (b[i] & 0x3f);
    return size;
}

/* §9.1.1: what the code stands for; `b` is where a size of its own would be. */
static uint32_t block_size(unsigned code, const uint8_t *b)
{
    if (code == 1)
        return 192;
    if (code <= 5)
        return 144u << code;
    if (code == 6)
        return b[0] + 1u;
    return code == 7 ? bytes_be16(b) + 1 : 1u << code;
}

struct frame {
    bool is_variable;
    uint64_t number;
    uint32_t samples;
};

static bool frame_read(const struct file *f, size_t at, struct frame *frame)
{
    const uint8_t *b = f->bytes + at;
    size_t left = f->size - at;
    if (left < HEADER_MIN || b[0] != 0xff || (b[1] & 0xfe) != 0xf8 || b[2] >> 4 == 0 || (b[2] & 0xf) == 0xf)
        return false;
    size_t coded = number_size(b + 4, left - 4, &frame->number);
    unsigned sizes = b[2] >> 4, rates = b[2] & 0xf;
    size_t of_size = sizes == 6 ? 1 : sizes == 7 ? 2 : 0, of_rate = rates == 12 ? 1 : rates > 12 ? 2 : 0;
    size_t header = 4 + coded + of_size + of_rate;
    if (!coded || left <= header || crc_add(&f->header_crc, 0, b, header) != b[header])
        return false;
    frame->is_variable = b[1] & 1;
    frame->samples = block_size(sizes, b + 4 + coded);
    return true;
}

/* Moves `*at` to the next frame, or the end. A frame has no length: it ends where its
 * checksum is right, so that it sums up to nothing, and the next begins. */
static enum err frame_skip(const struct file *f, size_t *at, const struct frame *frame)
{
    uint64_t wanted = frame->number + (frame->is_variable ? frame->samples : 1);
    uint32_t sum = 0;
    bool is_damaged = false;
    struct frame next;
    size_t end = *at;
    while (end < f->size) {
        sum = crc_add(&f->frame_crc, sum, f->bytes + end++, 1);
        if (f->size - end < 2 || f->bytes[end] != 0xff || !frame_read(f, end, &next) || next.number != wanted)
            continue;
        if (sum == 0) {
            *at = end;
            return OK;
        }
        is_damaged = true;
    }
    *at = end;
    if (sum == 0)
        return OK;
    return is_damaged ? E_MEDIA_CORRUPT : E_MEDIA_TRUNCATED;
}

static enum err frames_walk(const struct file *f, size_t at, uint64_t *samples)
{
    while (at < f->size) {
        struct frame frame;
        if (!frame_read(f, at, &frame))
            return f->size - at < HEADER_MIN + 10 ? E_MEDIA_TRUNCATED : E_MEDIA_CORRUPT;
        enum err e = frame_skip(f, &at, &frame);
        if (e)
            return e;
        *samples += frame.samples;
    }
    return *samples < f->samples ? E_MEDIA_TRUNCATED : OK;
}

static size_t without_tag(const uint8_t *bytes, size_t size)
{
    bool is_tagged = size > TAG_1_SIZE && memcmp(bytes + size - TAG_1_SIZE, "TAG", 3) == 0;
    return is_tagged ? size - TAG_1_SIZE : size;
}

enum err flac_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    struct file f = {.bytes = bytes, .size = without_tag(bytes, size)};
    crc_init(&f.header_crc, HEADER_BITS, HEADER_POLYNOMIAL);
    crc_init(&f.frame_crc, FRAME_BITS, FRAME_POLYNOMIAL);
    size_t at = MARKER_SIZE;
    uint64_t samples = 0;
    enum err e = blocks_read(&f, &at);
    if (!e)
        e = frames_walk(&f, at, &samples);
    return e ? e : sound_duration_set(samples, f.rate, duration_ms);
}
