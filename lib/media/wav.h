/* SPDX-License-Identifier: Apache-2.0
 *
 * Reads the header of a WAV file (RIFF, "Multimedia Programming Interface and Data
 * Specifications 1.0"; WAVE_FORMAT_EXTENSIBLE as of KSMEDIA.H). Pure; any thread.
 */
#ifndef STENCIL_MEDIA_WAV_H
#define STENCIL_MEDIA_WAV_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { WAV_CHUNKS_MAX = 1000, WAV_CHANNELS_MAX = 64, WAV_RATE_MAX = 768000 };

/* The length of the sound in milliseconds. E_MEDIA_UNKNOWN (no WAV, or neither PCM nor
 * float), E_MEDIA_TRUNCATED (the sound does not lie within the file), E_MEDIA_CORRUPT. */
enum err wav_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms);

#endif
