/* SPDX-License-Identifier: Apache-2.0
 *
 * Identifiers: UUIDs in the time-ordered layout of version 7 (RFC 9562 §5.7), shown and
 * stored as 22 characters of base64url. Any thread.
 */
#ifndef STENCIL_BASE_ID_H
#define STENCIL_BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

enum { ID_SIZE = 23 }; /* with the closing NUL */

/* A new identifier made at `now_us`. */
void id_new(int64_t now_us, char out[ID_SIZE]);

/* Whether `text` has the form of an identifier. */
bool id_is_valid(const char *text);

#endif
