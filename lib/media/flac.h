/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks a FLAC file (RFC 9639) from frame to frame by their checksums. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_FLAC_H
#define STENCIL_MEDIA_FLAC_H

#include "media/sound.h"

/* E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err flac_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms);

#endif
