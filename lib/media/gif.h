/* SPDX-License-Identifier: Apache-2.0
 *
 * The size and the number of frames of a GIF, and whether it reaches its trailer (GIF89a
 * specification, 1990). Read here because the decoder looks through all frames before it
 * tells how many there are. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_GIF_H
#define STENCIL_MEDIA_GIF_H

#include <stddef.h>
#include <stdint.h>

struct gif {
    uint32_t width, height; /* of the screen */
    size_t frames;
};

enum gif_end { GIF_WHOLE, GIF_CUT_SHORT, GIF_NONSENSE };

/* `*gif` is what was found up to there. */
enum gif_end gif_scan(const uint8_t *bytes, size_t size, struct gif *gif);

#endif
