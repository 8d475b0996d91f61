/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks an Ogg file (RFC 3533) of one stream of Vorbis (Vorbis I §4.2) or Opus (RFC 7845)
 * from page to page. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_OGG_H
#define STENCIL_MEDIA_OGG_H

#include "media/sound.h"

/* E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT. */
enum err ogg_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms);

#endif
