/* SPDX-License-Identifier: Apache-2.0
 *
 * What a sound is: its length, and the name that its tags give it. Its structure is walked
 * from end to end, its samples are not decoded. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_SOUND_H
#define STENCIL_MEDIA_SOUND_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "media/sniff.h"

enum { SOUND_NAME_CHARACTERS_MAX = 120, SOUND_NAME_SIZE = 4 * SOUND_NAME_CHARACTERS_MAX + 1 };

struct sound {
    int64_t duration_ms;
    char name[SOUND_NAME_SIZE]; /* UTF-8 without control characters; "": it has none */
};

/* E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err sound_parse(enum sniffed kind, const uint8_t *bytes, size_t size, struct sound *sound);

/* For the parsers of one format. A name of UTF-8, cut where it is too long; nonsense is left out. */
void sound_name_set(struct sound *sound, const uint8_t *text, size_t size);

/* The title of Vorbis comments (https://xiph.org/vorbis/doc/v-comment.html). */
void sound_comments_read(struct sound *sound, const uint8_t *bytes, size_t size);

/* `rate`: units a second. E_MEDIA_CORRUPT where that makes no length. */
enum err sound_duration_set(struct sound *sound, uint64_t units, uint64_t rate);

#endif
