/* SPDX-License-Identifier: Apache-2.0
 *
 * The size that a WebP file claims (RFC 9649 §2.5–2.7). Read here because libvips makes
 * room for the whole canvas before it tells the size. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_WEBP_H
#define STENCIL_MEDIA_WEBP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False when the header is not there or makes no sense. */
bool webp_size(const uint8_t *bytes, size_t size, uint32_t *width, uint32_t *height);

#endif
