/* SPDX-License-Identifier: Apache-2.0
 *
 * What may be blocked: a stored picture, or a hash. Pure; any thread.
 */
#ifndef STENCIL_RULE_BLOCK_H
#define STENCIL_RULE_BLOCK_H

#include <jansson.h>

#include "base/refusal.h"

enum { BLOCKS_MAX = 10000 }; /* an upload is compared with each: docs/decisions/0024 */

/* The body of POST /moderation/blocks, completed: {"media" or "hash", "reason", "note"}. */
enum err block_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
