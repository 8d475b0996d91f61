/* SPDX-License-Identifier: Apache-2.0
 *
 * Time as microseconds since 1970 UTC, and as RFC 3339 text. Any thread.
 */
#ifndef STENCIL_BASE_CLOCK_H
#define STENCIL_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum { CLOCK_TEXT_SIZE = sizeof "2026-11-22T18:19:54.123456Z" };

/* The wall clock. */
int64_t clock_now_us(void);

/* A clock that never steps back: for durations only. */
int64_t clock_monotonic_us(void);

/* RFC 3339 in UTC with microseconds. */
void clock_text(int64_t time_us, char out[CLOCK_TEXT_SIZE]);

/* Reads RFC 3339 text with its offset from UTC; false for anything else, and for a time before
 * 1970. */
bool clock_parse(const char *text, int64_t *time_us);

#endif
