/* SPDX-License-Identifier: Apache-2.0 */
#include "media/wav.h"

#include <stdbool.h>
#include <string.h>

#include "media/bytes.h"
#include "media/sniff.h"

enum { RIFF_HEADER = 12, CHUNK_HEADER = 8, FORMAT_SIZE = 16, EXTENSIBLE_SIZE = 40, SUBFORMAT_AT = 24 };
enum { TAG_PCM = 1, TAG_FLOAT = 3, TAG_EXTENSIBLE = 0xfffe };

struct format {
    uint32_t frame_bytes, rate; /* rate 0: not read yet */
};

struct chunk {
    const uint8_t *name, *data;
    size_t size;
};

static bool bits_are_known(uint32_t tag, uint32_t bits)
{
    if (tag == TAG_FLOAT)
        return bits == 32 || bits == 64;
    return bits == 8 || bits == 16 || bits == 24 || bits == 32;
}

static enum err format_read(const struct chunk *chunk, struct format *format)
{
    if (chunk->size < FORMAT_SIZE)
        return E_MEDIA_CORRUPT;
    uint32_t tag = bytes_le16(chunk->data);
    if (tag == TAG_EXTENSIBLE) {
        if (chunk->size < EXTENSIBLE_SIZE)
            return E_MEDIA_CORRUPT;
        tag = bytes_le16(chunk->data + SUBFORMAT_AT);
    }
    if (tag != TAG_PCM && tag != TAG_FLOAT)
        return E_MEDIA_UNKNOWN;
    uint32_t channels = bytes_le16(chunk->data + 2);
    uint32_t rate = bytes_le32(chunk->data + 4);
    uint32_t frame_bytes = bytes_le16(chunk->data + 12);
    uint32_t bits = bytes_le16(chunk->data + 14);
    if (channels < 1 || channels > WAV_CHANNELS_MAX || rate < 1 || rate > WAV_RATE_MAX || !bits_are_known(tag, bits) ||
        frame_bytes != channels * bits / 8)
        return E_MEDIA_CORRUPT;
    *format = (struct format){.frame_bytes = frame_bytes, .rate = rate};
    return OK;
}

/* The chunk at `*at`, which moves on to the next. */
static enum err chunk_read(const uint8_t *bytes, size_t size, size_t *at, struct chunk *chunk)
{
    if (*at > size || size - *at < CHUNK_HEADER)
        return E_MEDIA_TRUNCATED;
    *chunk = (struct chunk){bytes + *at, bytes + *at + CHUNK_HEADER, bytes_le32(bytes + *at + 4)};
    if (chunk->size > size - *at - CHUNK_HEADER)
        return E_MEDIA_TRUNCATED;
    *at += CHUNK_HEADER + chunk->size + (chunk->size & 1);
    return OK;
}

static bool is_named(const struct chunk *chunk, const char *name)
{
    return memcmp(chunk->name, name, 4) == 0;
}

static enum err duration_read(const struct chunk *data, const struct format *format, int64_t *duration_ms)
{
    if (!format->rate || data->size < format->frame_bytes)
        return E_MEDIA_CORRUPT;
    *duration_ms = (int64_t)(data->size / format->frame_bytes) * 1000 / format->rate;
    return OK;
}

enum err wav_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    if (sniff(bytes, size) != SNIFFED_WAV)
        return E_MEDIA_UNKNOWN;
    struct format format = {0};
    size_t at = RIFF_HEADER;
    for (int chunks = 0; chunks < WAV_CHUNKS_MAX; chunks++) {
        struct chunk chunk;
        enum err e = chunk_read(bytes, size, &at, &chunk);
        if (e)
            return e;
        if (is_named(&chunk, "data"))
            return duration_read(&chunk, &format, duration_ms);
        if (is_named(&chunk, "fmt ") && (e = format_read(&chunk, &format)))
            return e;
    }
    return E_MEDIA_CORRUPT;
}
