/* SPDX-License-Identifier: Apache-2.0
 *
 * ThumbHash (Evan Wallace, https://evanw.github.io/thumbhash/): what a picture looks like from
 * far off, its form and transparency with it, in 25 bytes, to be drawn until the picture itself has come.
 * Pure.
 */
#ifndef STENCIL_RULE_THUMBHASH_H
#define STENCIL_RULE_THUMBHASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { THUMBHASH_SIDE_MAX = 100, THUMBHASH_MAX = 25, THUMBHASH_TEXT_SIZE = 37 };

/* Of width × height pixels R, G, B, A (each side 1 to THUMBHASH_SIDE_MAX); returns how many bytes it has. */
size_t thumbhash_of(int width, int height, const uint8_t *rgba, uint8_t hash[THUMBHASH_MAX]);

/* As base64, which is how it is stored and shown. */
void thumbhash_text(const uint8_t *hash, size_t size, char text[THUMBHASH_TEXT_SIZE]);

/* Whether a text is such a hash, as far as its length and letters tell. */
bool thumbhash_is_valid(const char *text);

#endif
