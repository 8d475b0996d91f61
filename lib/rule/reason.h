/* SPDX-License-Identifier: Apache-2.0
 *
 * The body of an act of a moderator of which only the reason is said. Pure; any thread.
 */
#ifndef STENCIL_RULE_REASON_H
#define STENCIL_RULE_REASON_H

#include <jansson.h>

#include "base/refusal.h"

/* {"reason", "note"?}, completed; the codes are those of rule/takedown.h. */
enum err reason_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
