/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sound.h"

#include <glib.h>

#include "media/bytes.h"
#include "media/flac.h"
#include "media/m4a.h"
#include "media/mp3.h"
#include "media/ogg.h"
#include "media/wav.h"

enum { DURATION_S_MAX = 7 * 24 * 3600, COMMENTS_MAX = 1000 };

enum err sound_parse(enum sniffed kind, const uint8_t *bytes, size_t size, struct sound *sound)
{
    switch (kind) {
    case SNIFFED_WAV:
        return wav_parse(bytes, size, &sound->duration_ms);
    case SNIFFED_MP3:
        return mp3_parse(bytes, size, sound);
    case SNIFFED_M4A:
        return m4a_parse(bytes, size, sound);
    case SNIFFED_OGG:
        return ogg_parse(bytes, size, sound);
    case SNIFFED_FLAC:
        return flac_parse(bytes, size, sound);
    default:
        return E_MEDIA_UNKNOWN;
    }
}

void sound_name_set(struct sound *sound, const uint8_t *text, size_t size)
{
    const char *end;
    g_autofree char *copy = g_strndup((const char *)text, MIN(size, SOUND_NAME_SIZE * 2));
    if (!g_utf8_validate(copy, -1, &end))
        copy[end - copy] = '\0';
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    g_strstrip(copy);
    if (g_utf8_strlen(copy, -1) > SOUND_NAME_CHARACTERS_MAX)
        *g_utf8_offset_to_pointer(copy, SOUND_NAME_CHARACTERS_MAX) = '\0';
    g_strlcpy(sound->name, copy, sizeof sound->name);
}

/* Takes a text with its length out of the comments; false at their end. */
static bool comment_next(const uint8_t *bytes, size_t size, size_t *at, const uint8_t **text, size_t *length)
{
    if (*at > size || size - *at < 4)
        return false;
    *length = bytes_le32(bytes + *at);
    *text = bytes + *at + 4;
    *at += 4;
    if (*length > size - *at)
        return false;
    *at += *length;
    return true;
}

void sound_comments_read(struct sound *sound, const uint8_t *bytes, size_t size)
{
    static const char title[] = "TITLE=";
    const uint8_t *text;
    size_t at = 0, length, named = sizeof title - 1;
    if (!comment_next(bytes, size, &at, &text, &length) || size - at < 4)
        return;
    at += 4; /* their number */
    for (int i = 0; i < COMMENTS_MAX && comment_next(bytes, size, &at, &text, &length); i++)
        if (length > named && g_ascii_strncasecmp((const char *)text, title, named) == 0) {
            sound_name_set(sound, text + named, length - named);
            return;
        }
}

enum err sound_duration_set(struct sound *sound, uint64_t units, uint64_t rate)
{
    if (!units || !rate || units / rate > DURATION_S_MAX)
        return E_MEDIA_CORRUPT;
    sound->duration_ms = (int64_t)(units / rate * 1000 + units % rate * 1000 / rate);
    return OK;
}
