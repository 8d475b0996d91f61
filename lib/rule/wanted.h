/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a refusal: what was wanted, what came. Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_WANTED_H
#define STENCIL_RULE_WANTED_H

#include "rule/field.h"

enum { CAME_MAX = 40 }; /* characters of a string that a refusal repeats */

/* "a string", "an integer or null"; free with g_free. */
char *wanted_kind(const struct field *field);

/* "a number from 0 to 1", "a string of 1 to 64 characters", "one of a, b, c"; free with g_free. */
char *wanted_value(const struct field *field);

/* "a string", "a number", "null"; static. */
const char *came_kind(const json_t *given);

/* The value itself where it is short, else its kind; free with g_free. */
char *came_value(const json_t *given);

#endif
