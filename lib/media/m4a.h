/* SPDX-License-Identifier: Apache-2.0
 *
 * Reads the boxes of an M4A file (ISO/IEC 14496-12): one with AAC and without a
 * video. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_M4A_H
#define STENCIL_MEDIA_M4A_H

#include "media/sound.h"

/* E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err m4a_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms);

#endif
