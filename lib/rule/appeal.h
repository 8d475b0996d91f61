/* SPDX-License-Identifier: Apache-2.0
 *
 * Appeals against takedowns: what may be said, and who may decide. Pure; any thread.
 */
#ifndef STENCIL_RULE_APPEAL_H
#define STENCIL_RULE_APPEAL_H

#include <jansson.h>
#include <stdbool.h>

#include "base/refusal.h"
#include "rule/visibility.h"

enum { APPEAL_TEXT_MAX = 2000 /* characters */ };

/* A body of POST …/appeal: {"text"}, borrowed from it. */
enum err appeal_check(const json_t *body, struct refusals *refusals, const char **text);

/* A body of POST …/decide, completed: {"outcome": "accepted"|"rejected", "note"}. */
enum err appeal_decide_check(const json_t *body, struct refusals *refusals, json_t **completed);

/* Nobody decides about her own doing while there is another who could: not the moderator who
 * took the collection down, not its creator. Admins may always. */
bool appeal_may_decide(enum role role, bool is_concerned, bool is_another_there);

#endif
