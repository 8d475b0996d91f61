/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks an MP3 file (ISO/IEC 11172-3 §2.4.1, 13818-3) from frame to frame. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_MP3_H
#define STENCIL_MEDIA_MP3_H

#include "media/sound.h"

/* E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err mp3_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms);

#endif
