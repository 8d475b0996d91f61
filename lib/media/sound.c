/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sound.h"

#include <glib.h>

#include "media/flac.h"
#include "media/m4a.h"
#include "media/mp3.h"
#include "media/ogg.h"
#include "media/wav.h"

enum { DURATION_S_MAX = 7 * 24 * 3600 };

enum err sound_parse(enum sniffed kind, const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    switch (kind) {
    case SNIFFED_WAV:
        return wav_parse(bytes, size, duration_ms);
    case SNIFFED_MP3:
        return mp3_parse(bytes, size, duration_ms);
    case SNIFFED_M4A:
        return m4a_parse(bytes, size, duration_ms);
    case SNIFFED_OGG:
        return ogg_parse(bytes, size, duration_ms);
    case SNIFFED_FLAC:
        return flac_parse(bytes, size, duration_ms);
    default:
        return E_MEDIA_UNKNOWN;
    }
}

int64_t sound_duration_choose(int64_t walked_ms, int64_t told_ms)
{
    bool do_agree = told_ms > 0 && ABS(told_ms - walked_ms) <= SOUND_LENGTHS_APART_MS_MAX;
    return do_agree ? told_ms : walked_ms;
}

void sound_name_make(const char *title, char name[SOUND_NAME_SIZE])
{
    const char *end;
    g_autofree char *given = g_strndup(title, 2 * SOUND_NAME_SIZE);
    if (!g_utf8_validate(given, -1, &end))
        given[end - given] = '\0';
    g_autoptr(GString) line = g_string_new(NULL);
    for (const char *c = given; *c; c = g_utf8_next_char(c))
        g_string_append_unichar(line, g_unichar_iscntrl(g_utf8_get_char(c)) ? ' ' : g_utf8_get_char(c));
    g_strstrip(line->str);
    if (g_utf8_strlen(line->str, -1) > SOUND_NAME_CHARACTERS_MAX)
        *g_utf8_offset_to_pointer(line->str, SOUND_NAME_CHARACTERS_MAX) = '\0';
    g_strlcpy(name, line->str, SOUND_NAME_SIZE);
}

enum err sound_duration_set(uint64_t units, uint64_t rate, int64_t *duration_ms)
{
    if (!units || !rate || units / rate > DURATION_S_MAX)
        return E_MEDIA_CORRUPT;
    *duration_ms = (int64_t)(units / rate * 1000 + units % rate * 1000 / rate);
    return OK;
}
