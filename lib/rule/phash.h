/* SPDX-License-Identifier: Apache-2.0
 *
 * A perceptual hash: 64 bits that stay nearly the same when a picture is saved again, made
 * smaller or brighter, so that one that was seen before is known again. The signs of the
 * lowest frequencies of its brightness (C. Zauner, Implementation and Benchmarking of
 * Perceptual Image Hash Functions, 2010: DCT; docs/decisions/0024). Pure: no I/O,
 * any thread.
 */
#ifndef STENCIL_RULE_PHASH_H
#define STENCIL_RULE_PHASH_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PHASH_BITS = 64,
    PHASH_SIDE = 32,      /* a picture is looked at as so many by so many means of brightness */
    PHASH_TEXT_SIZE = 17, /* 16 digits and NUL */
};

/* The hash of a picture, whole and upright, squeezed into a square: means of brightness,
 * 0…255, row by row. False: the picture is too plain for it, its bits would be chance. */
bool phash_of(const double brightness[PHASH_SIDE * PHASH_SIDE], uint64_t *hash);

/* In how many bits two pictures differ, or the one and the mirrored other, whichever is less. */
unsigned phash_distance(uint64_t a, uint64_t b);

/* 16 hexadecimal digits in lower case. */
void phash_text(uint64_t hash, char text[PHASH_TEXT_SIZE]);
bool phash_parse(const char *text, uint64_t *hash);

#endif
