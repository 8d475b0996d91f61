/* SPDX-License-Identifier: Apache-2.0
 *
 * The title in an ID3v2 tag (id3.org, versions 2.2 to 2.4). Pure; any thread.
 */
#ifndef STENCIL_MEDIA_ID3_H
#define STENCIL_MEDIA_ID3_H

#include <stdbool.h>

#include "media/sound.h"

/* Moves `*at` behind the tag that begins there, if one does, and sets the sound's name.
 * False when the file ends within it. */
bool id3_read(const uint8_t *bytes, size_t size, size_t *at, struct sound *sound);

#endif
