/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sniff.h"

#include <string.h>

#include "media/boxes.h"
#include "media/bytes.h"
#include "media/gif.h"

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

static bool is_brand(const uint8_t *brand, const char *const known[])
{
    for (; *known; known++)
        if (memcmp(brand, *known, 4) == 0)
            return true;
    return false;
}

/* The brands of an ISO base media file: the major one, its version, the compatible ones. */
enum { BRAND_AT = 8, BRANDS_COMPATIBLE_AT = 16, BRANDS_END_MAX = 256 };

static bool has_brand(const uint8_t *bytes, size_t size, const char *const known[])
{
    if (size < BRANDS_COMPATIBLE_AT || !has_at(bytes, size, 4, "ftyp", 4))
        return false;
    size_t end = bytes_be32(bytes);
    end = end < size ? end : size;
    end = end < BRANDS_END_MAX ? end : BRANDS_END_MAX;
    if (is_brand(bytes + BRAND_AT, known))
        return true;
    for (size_t at = BRANDS_COMPATIBLE_AT; at + 4 <= end; at += 4)
        if (is_brand(bytes + at, known))
            return true;
    return false;
}

static enum sniffed sniff_boxes(const uint8_t *bytes, size_t size)
{
    static const char *const avif[] = {"avif", "avis", NULL};
    static const char *const heic[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", NULL};
    static const char *const mp4[] = {"M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso5", "iso6", NULL};
    if (has_brand(bytes, size, avif))
        return SNIFFED_AVIF;
    if (has_brand(bytes, size, heic))
        return SNIFFED_HEIC;
    return has_brand(bytes, size, mp4) ? SNIFFED_M4A : SNIFFED_UNKNOWN;
}

/* The header of a frame of layer III, with a bit rate and a sampling rate. */
static bool is_mp3(const uint8_t *bytes, size_t size)
{
    return size >= 4 && bytes[0] == 0xff && (bytes[1] & 0xe6) == 0xe2 && bytes[2] >> 4 != 0 && bytes[2] >> 4 != 15 &&
           (bytes[2] & 0x0c) != 0x0c;
}

static enum sniffed sniff_sound(const uint8_t *bytes, size_t size)
{
    if (is_riff(bytes, size, "WAVE"))
        return SNIFFED_WAV;
    if (has_at(bytes, size, 0, "OggS", 4))
        return SNIFFED_OGG;
    if (has_at(bytes, size, 0, "fLaC", 4))
        return SNIFFED_FLAC;
    return has_at(bytes, size, 0, "ID3", 3) || is_mp3(bytes, size) ? SNIFFED_MP3 : SNIFFED_UNKNOWN;
}

enum sniffed sniff(const uint8_t *bytes, size_t size)
{
    if (has_at(bytes, size, 0, "\xff\xd8\xff", 3))
        return SNIFFED_JPEG;
    if (has_at(bytes, size, 0, PNG_SIGNATURE, sizeof PNG_SIGNATURE - 1))
        return SNIFFED_PNG;
    if (is_riff(bytes, size, "WEBP"))
        return SNIFFED_WEBP;
    if (has_at(bytes, size, 0, "GIF87a", 6) || has_at(bytes, size, 0, "GIF89a", 6))
        return SNIFFED_GIF;
    enum sniffed boxed = sniff_boxes(bytes, size);
    return boxed ? boxed : sniff_sound(bytes, size);
}

const char *sniffed_type(enum sniffed kind)
{
    static const char *const types[] = {
        [SNIFFED_JPEG] = "image/jpeg", [SNIFFED_PNG] = "image/png",   [SNIFFED_WEBP] = "image/webp",
        [SNIFFED_GIF] = "image/gif",   [SNIFFED_AVIF] = "image/avif", [SNIFFED_HEIC] = "image/heic",
        [SNIFFED_WAV] = "audio/wav",   [SNIFFED_MP3] = "audio/mpeg",  [SNIFFED_M4A] = "audio/mp4",
        [SNIFFED_OGG] = "audio/ogg",   [SNIFFED_FLAC] = "audio/flac",
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
    case SNIFFED_GIF:
        return gif_scan(bytes, size, &(struct gif){0}) != GIF_CUT_SHORT;
    case SNIFFED_AVIF:
    case SNIFFED_HEIC:
        return boxes_are_whole((struct boxes){bytes, size}, "meta");
    default:
        return true;
    }
}
