/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON from outside, described as data: a table of fields says what a body may hold, and
 * one function checks and completes it. Fields are static and constant; any thread.
 */
#ifndef STENCIL_RULE_FIELD_H
#define STENCIL_RULE_FIELD_H

#include <jansson.h>
#include <stdbool.h>

#include "rule/path.h"

enum field_kind {
    FIELD_TEXT,   /* a string on one line, without control characters */
    FIELD_LINES,  /* a string whose only control character is \n */
    FIELD_SECRET, /* a string of any characters */
    FIELD_IDENTIFIER,
    FIELD_CHOICE,
    FIELD_INTEGER, /* a real is refused, 1.0 too */
    FIELD_NUMBER,
    FIELD_BOOLEAN,
    FIELD_OBJECT,
    FIELD_ARRAY,
};

struct field {
    const char *name; /* of a member; a list of members ends with {} */
    enum field_kind kind;
    double min, max;            /* a number's range, a string's in characters, an array's in elements; inclusive */
    const struct field *of;     /* FIELD_OBJECT: its members; FIELD_ARRAY: the one field that every element is */
    const char *const *choices; /* FIELD_CHOICE: ends with NULL */
    const char *fallback;       /* the default as JSON text ("{}": the members' defaults); "null" allows null */
    bool is_optional;           /* may be left out and then stays out; a field with neither is required */

    /* What the table cannot say. Looks at what was given: of the right kind and size, but the parts
     * of an object or array may still be anything. */
    enum err (*also)(const struct path *at, const json_t *given);
};

/* Checks `given` and gives it completed with defaults, members in the table's order, what
 * was given unchanged (numbers exactly as they came). Every refused part is named.
 * E_INVALID, or OK with a new reference. */
enum err field_check(const struct path *at, const struct field *field, const json_t *given, json_t **value);

/* For `also` of an array: no element twice. */
enum err field_has_no_repeats(const struct path *at, const json_t *given);

/* For `also` of an object whose members are all optional: one of them at least. */
enum err field_has_a_member(const struct path *at, const json_t *given);

/* For `also` of a string: more than white space. */
enum err field_is_not_blank(const struct path *at, const json_t *given);

#endif
