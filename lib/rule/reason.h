/* SPDX-License-Identifier: Apache-2.0
 *
 * Why a moderator does something: a code, and a note in her words. Pure; any thread.
 */
#ifndef STENCIL_RULE_REASON_H
#define STENCIL_RULE_REASON_H

#include <jansson.h>

#include "base/refusal.h"

enum { REASON_NOTE_MAX = 1000 }; /* characters */

/* Ends with NULL. */
extern const char *const reason_codes[];

/* Bodies of acts of moderators, completed: {"reason", "note"?}, and {"note"?}. */
enum err reason_check(const json_t *body, struct refusals *refusals, json_t **completed);
enum err note_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
