/* SPDX-License-Identifier: Apache-2.0 */
#include "media/ogg.h"

#include <stdbool.h>
#include <string.h>

#include "media/bytes.h"
#include "media/crc.h"
#include "media/sound.h"

enum { PAGE_HEAD = 27, CHECKSUM_AT = 22, FLAG_LAST = 4, CHECKSUM_BITS = 32, OPUS_RATE = 48000 };
#define POLYNOMIAL 0x04c11db7

struct page {
    bool is_last;
    uint64_t position;
    uint32_t serial;
    const uint8_t *segments, *data;
    unsigned segment_count;
};

struct stream {
    uint32_t serial;
    uint64_t rate, skipped, position;
};

static uint64_t le64(const uint8_t *bytes)
{
    return (uint64_t)bytes_le32(bytes + 4) << 32 | bytes_le32(bytes);
}

static bool checksum_is_right(const struct crc *crc, const uint8_t *page, size_t size)
{
    static const uint8_t none[4];
    uint32_t sum = crc_add(crc, 0, page, CHECKSUM_AT);
    sum = crc_add(crc, sum, none, sizeof none);
    sum = crc_add(crc, sum, page + CHECKSUM_AT + 4, size - CHECKSUM_AT - 4);
    return sum == bytes_le32(page + CHECKSUM_AT);
}

/* The page at `*at`, which moves on. */
static enum err page_read(const struct crc *crc, const uint8_t *bytes, size_t size, size_t *at, struct page *page)
{
    const uint8_t *head = bytes + *at;
    size_t left = size - *at;
    if (left < PAGE_HEAD)
        return E_MEDIA_TRUNCATED;
    if (memcmp(head, "OggS", 5) != 0)
        return E_MEDIA_CORRUPT;
    *page = (struct page){.is_last = head[5] & FLAG_LAST,
                          .position = le64(head + 6),
                          .serial = bytes_le32(head + 14),
                          .segment_count = head[26],
                          .segments = head + PAGE_HEAD};
    size_t whole = PAGE_HEAD + page->segment_count;
    for (unsigned i = 0; i < page->segment_count && whole <= left; i++)
        whole += page->segments[i];
    if (whole > left)
        return E_MEDIA_TRUNCATED;
    page->data = page->segments + page->segment_count;
    *at += whole;
    return checksum_is_right(crc, head, whole) ? OK : E_MEDIA_CORRUPT;
}

/* The first page holds the codec's header alone. */
static enum err stream_start(const struct page *page, struct stream *stream)
{
    size_t size = page->segment_count ? page->segments[0] : 0;
    stream->serial = page->serial;
    if (size >= 30 && memcmp(page->data, "\1vorbis", 7) == 0) {
        stream->rate = bytes_le32(page->data + 12);
        return OK;
    }
    if (size >= 19 && memcmp(page->data, "OpusHead", 8) == 0) {
        stream->rate = OPUS_RATE;
        stream->skipped = bytes_le16(page->data + 10);
        return OK;
    }
    return E_MEDIA_UNKNOWN;
}

static enum err pages_walk(const uint8_t *bytes, size_t size, struct stream *stream)
{
    struct crc crc;
    struct page page = {0};
    crc_init(&crc, CHECKSUM_BITS, POLYNOMIAL);
    for (size_t at = 0, pages = 0; at < size && !page.is_last; pages++) {
        enum err e = page_read(&crc, bytes, size, &at, &page);
        if (!e && !pages)
            e = stream_start(&page, stream);
        if (e)
            return e;
        if (page.serial != stream->serial)
            return E_MEDIA_UNKNOWN;
        if (page.position != UINT64_MAX)
            stream->position = page.position;
    }
    return page.is_last ? OK : E_MEDIA_TRUNCATED;
}

enum err ogg_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    struct stream stream = {0};
    enum err e = pages_walk(bytes, size, &stream);
    if (e)
        return e;
    uint64_t position = stream.position > stream.skipped ? stream.position - stream.skipped : 0;
    return sound_duration_set(position, stream.rate, duration_ms);
}
