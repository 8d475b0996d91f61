/* SPDX-License-Identifier: Apache-2.0
 *
 * In what two JSON values differ. Pure; any thread.
 */
#ifndef STENCIL_RULE_JSON_CHANGES_H
#define STENCIL_RULE_JSON_CHANGES_H

#include <jansson.h>

/* Each member or element that is another one, or on one side only: [{"pointer", "before",
 * "after"}], with JSON Pointers (RFC 6901); a side where there is nothing is left out.
 * Elements are compared by their places. New reference. */
json_t *json_changes(const json_t *before, const json_t *after);

#endif
