/* SPDX-License-Identifier: Apache-2.0
 *
 * The Range header (RFC 9110 §14): one range of bytes.
 */
#ifndef STENCIL_RANGE_H
#define STENCIL_RANGE_H

#include <stdint.h>

enum range { RANGE_WHOLE, RANGE_PART, RANGE_IMPOSSIBLE };

/* What of a file of `size` bytes is wanted. A header that is NULL, of another unit, of several ranges, or
 * malformed means the whole. */
enum range range_parse(const char *header, int64_t size, int64_t *first, int64_t *length);

#endif
