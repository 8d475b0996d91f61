/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sniff.h"

#include <string.h>

#include "media/bytes.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_END       "\0\0\0\0IEND\xae\x42\x60\x82"

static bool has_at(const uint8_t *bytes, size_t size, size_t at, const void *wanted, size_t length)
{
    return size >= length && at <= size - length && memcmp(bytes + at, wanted, length) == 0;
}

static bool is_riff(const uint8_t *bytes, size_t size, const char *form)
{
    return has_at(bytes, size, 0, "RIFF", 4) && has_at(bytes, size, 8, form, 4);
}

enum sniffed sniff(const uint8_t *bytes, size_t size)
{
    if (has_at(bytes, size, 0, "\xff\xd8\xff", 3))
        return SNIFFED_JPEG;
    if (has_at(bytes, size, 0, PNG_SIGNATURE, sizeof PNG_SIGNATURE - 1))
        return SNIFFED_PNG;
    if (is_riff(bytes, size, "WEBP"))
        return SNIFFED_WEBP;
    if (is_riff(bytes, size, "WAVE"))
        return SNIFFED_WAV;
    return SNIFFED_UNKNOWN;
}

const char *sniffed_type(enum sniffed kind)
{
    static const char *const types[] = {
        [SNIFFED_JPEG] = "image/jpeg",
        [SNIFFED_PNG] = "image/png",
        [SNIFFED_WEBP] = "image/webp",
        [SNIFFED_WAV] = "audio/wav",
    };
    return types[kind];
}

enum { JPEG_TEM = 0x01, JPEG_RST0 = 0xd0, JPEG_RST7 = 0xd7, JPEG_EOI = 0xd9, JPEG_SOS = 0xda };

static bool jpeg_is_restart(uint8_t marker)
{
    return marker >= JPEG_RST0 && marker <= JPEG_RST7;
}

/* The place of the marker that ends the coded data which begins at `at`, or `size`. */
static size_t jpeg_scan_end(const uint8_t *bytes, size_t size, size_t at)
{
    while (at < size) {
        const uint8_t *ff = memchr(bytes + at, 0xff, size - at);
        if (!ff)
            return size;
        at = (size_t)(ff - bytes);
        if (at + 1 < size && bytes[at + 1] != 0x00 && bytes[at + 1] != 0xff && !jpeg_is_restart(bytes[at + 1]))
            return at;
        at += at + 1 < size && bytes[at + 1] == 0xff ? 1 : 2;
    }
    return size;
}

/* Files may go on after EOI (motion photos, padding), so their tail alone does not tell. */
static bool jpeg_is_whole(const uint8_t *bytes, size_t size)
{
    if (has_at(bytes, size, size - 2, "\xff\xd9", 2))
        return true;
    for (size_t at = 2; at < size;) {
        if (bytes[at] != 0xff)
            return true;
        while (at < size && bytes[at] == 0xff)
            at++;
        if (at == size)
            return false;
        uint8_t marker = bytes[at++];
        if (marker == JPEG_EOI)
            return true;
        if (marker == JPEG_TEM || jpeg_is_restart(marker))
            continue;
        if (size - at < 2)
            return false;
        size_t length = bytes_be16(bytes + at);
        if (length < 2)
            return true;
        if (length > size - at)
            return false;
        at += length;
        if (marker == JPEG_SOS)
            at = jpeg_scan_end(bytes, size, at);
    }
    return false;
}

static bool png_is_whole(const uint8_t *bytes, size_t size)
{
    size_t end = sizeof PNG_END - 1;
    if (size >= end && has_at(bytes, size, size - end, PNG_END, end))
        return true;
    for (size_t at = 8; size - at >= end;) {
        size_t length = bytes_be32(bytes + at);
        if (has_at(bytes, size, at + 4, "IEND", 4))
            return true;
        if (length > size - at - end)
            return false;
        at += length + end;
    }
    return false;
}

bool sniffed_is_whole(enum sniffed kind, const uint8_t *bytes, size_t size)
{
    switch (kind) {
    case SNIFFED_JPEG:
        return jpeg_is_whole(bytes, size);
    case SNIFFED_PNG:
        return png_is_whole(bytes, size);
    case SNIFFED_WEBP:
        return bytes_le32(bytes + 4) <= size - 8;
    case SNIFFED_WAV:
    case SNIFFED_UNKNOWN:
        break;
    }
    return true;
}
