/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a sound is all there, and how long it is. Its structure is walked from end to
 * end, its samples are not decoded. (What its tags say: media/worker/tag.h.) Pure; any thread.
 */
#ifndef STENCIL_MEDIA_SOUND_H
#define STENCIL_MEDIA_SOUND_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "media/sniff.h"

enum { SOUND_NAME_CHARACTERS_MAX = 120, SOUND_NAME_SIZE = 4 * SOUND_NAME_CHARACTERS_MAX + 1 };

/* A file whose two lengths are further apart contradicts itself. */
enum { SOUND_LENGTHS_APART_MS_MAX = 10 };

/* The length that the walk finds. E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err sound_parse(enum sniffed kind, const uint8_t *bytes, size_t size, int64_t *duration_ms);

/* Of the length that the walk found and the one that the file tells (0: it does not). */
int64_t sound_duration_choose(int64_t walked_ms, int64_t told_ms);

/* Makes a title a name: UTF-8 without control characters, cut where it is too long; what
 * follows nonsense is left out. */
void sound_name_make(const char *title, char name[SOUND_NAME_SIZE]);

/* For the parsers of one format. `rate`: units a second. E_MEDIA_CORRUPT where that makes no length. */
enum err sound_duration_set(uint64_t units, uint64_t rate, int64_t *duration_ms);

#endif
