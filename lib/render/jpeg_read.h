/* SPDX-License-Identifier: Apache-2.0
 *
 * Decodes JPEGs of untrusted bytes by libjpeg-turbo, at a part of their size, row by row into a shrink. What is taken
 * and what is refused is what libvips' loader takes with fail_on=error. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_JPEG_READ_H
#define STENCIL_RENDER_JPEG_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "render/shrink.h"

enum { JPEG_EIGHTHS_MAX = 8, JPEG_WARNINGS_MAX = 99 };

/* The size that a side has when it is decoded at `eighths`/8. */
int jpeg_scaled(int side, int eighths);

/* The least eighths at which `side` pixels are no fewer than `result`. */
int jpeg_eighths(int side, int result);

/* Decodes a JPEG of `bands` (1: grey, 3: R, G, B) at `eighths`/8 of its size, from its first row to the last one that
 * `shrink` wants, whose source has the size of jpeg_scaled. E_MEDIA_CORRUPT: what cannot be decoded, ends too early,
 * gives more than JPEG_WARNINGS_MAX warnings, or has other bands or another size; E_MEDIA_WORKER: no memory. */
enum err jpeg_read(const uint8_t *bytes, size_t size, int bands, int eighths, struct shrink *shrink);

#endif
