/* SPDX-License-Identifier: Apache-2.0
 *
 * The size that an AVIF or HEIC file claims (ISO/IEC 23008-12 §6.5.3), read here because
 * libraries decode before they tell it. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_HEIF_H
#define STENCIL_MEDIA_HEIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of the largest of its pictures; false when none has a size. */
bool heif_size(const uint8_t *bytes, size_t size, uint32_t *width, uint32_t *height);

#endif
