/* SPDX-License-Identifier: Apache-2.0 */
#include "media/id3.h"

#include <glib.h>
#include <string.h>

#include "media/bytes.h"

enum { HEADER = 10, FLAG_EXTENDED = 0x40, TEXT_BYTES_MAX = 4096 };
enum encoding { LATIN_1, UTF_16, UTF_16_BE, UTF_8 };

/* Sizes have seven bits a byte, so that no player takes them for sound. */
static uint32_t synchsafe(const uint8_t *b)
{
    return (uint32_t)(b[0] & 0x7f) << 21 | (uint32_t)(b[1] & 0x7f) << 14 | (uint32_t)(b[2] & 0x7f) << 7 | (b[3] & 0x7f);
}

static void name_from_latin_1(struct sound *sound, const uint8_t *text, size_t size)
{
    g_autoptr(GString) name = g_string_new(NULL);
    for (size_t i = 0; i < size && text[i]; i++)
        g_string_append_unichar(name, text[i]);
    sound_name_set(sound, (const uint8_t *)name->str, name->len);
}

static void name_from_utf_16(struct sound *sound, const uint8_t *text, size_t size, bool is_big)
{
    if (size >= 2 && ((text[0] == 0xff && text[1] == 0xfe) || (text[0] == 0xfe && text[1] == 0xff))) {
        is_big = text[0] == 0xfe;
        text += 2;
        size -= 2;
    }
    g_autofree gunichar2 *units = g_new0(gunichar2, size / 2 + 1);
    for (size_t i = 0; i < size / 2; i++)
        units[i] = (gunichar2)(is_big ? bytes_be16(text + 2 * i) : bytes_le16(text + 2 * i));
    g_autofree char *name = g_utf16_to_utf8(units, -1, NULL, NULL, NULL);
    if (name)
        sound_name_set(sound, (const uint8_t *)name, strlen(name));
}

static void name_read(struct sound *sound, const uint8_t *text, size_t size)
{
    if (size < 2)
        return;
    enum encoding encoding = text[0];
    size = MIN(size, TEXT_BYTES_MAX);
    if (encoding == LATIN_1)
        name_from_latin_1(sound, text + 1, size - 1);
    else if (encoding == UTF_16 || encoding == UTF_16_BE)
        name_from_utf_16(sound, text + 1, size - 1, encoding == UTF_16_BE);
    else if (encoding == UTF_8)
        sound_name_set(sound, text + 1, size - 1);
}

static void frames_read(const uint8_t *b, size_t size, unsigned version, struct sound *sound)
{
    bool is_short = version == 2;
    size_t head = is_short ? 6 : 10;
    const char *title = is_short ? "TT2" : "TIT2";
    while (size > head && *b) {
        size_t length = is_short       ? (size_t)bytes_be16(b + 3) << 8 | b[5]
                        : version == 4 ? synchsafe(b + 4)
                                       : bytes_be32(b + 4);
        if (length > size - head)
            return;
        if (memcmp(b, title, strlen(title)) == 0) {
            name_read(sound, b + head, length);
            return;
        }
        b += head + length;
        size -= head + length;
    }
}

/* The extended header's size counts itself in version 4 only. */
static size_t extended_size(const uint8_t *b, size_t size, unsigned version)
{
    if (size < 4)
        return size;
    size_t length = version == 4 ? synchsafe(b) : (size_t)bytes_be32(b) + 4;
    return MIN(length, size);
}

bool id3_read(const uint8_t *bytes, size_t size, size_t *at, struct sound *sound)
{
    const uint8_t *b = bytes + *at;
    size_t left = size - *at;
    if (left < 3 || memcmp(b, "ID3", 3) != 0)
        return true;
    if (left < HEADER || synchsafe(b + 6) > left - HEADER)
        return false;
    unsigned version = b[3];
    size_t length = synchsafe(b + 6);
    size_t skipped = version > 2 && b[5] & FLAG_EXTENDED ? extended_size(b + HEADER, length, version) : 0;
    if (version >= 2 && version <= 4)
        frames_read(b + HEADER + skipped, length - skipped, version, sound);
    *at += HEADER + length;
    return true;
}
