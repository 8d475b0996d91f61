/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a picture is blocked, and which stored ones a block would have refused.
 */
#ifndef STENCIL_BLOCKED_H
#define STENCIL_BLOCKED_H

#include "req.h"

enum { BLOCKED_SHOWN_MAX = 20 };

/* Looks the list through for a hash ("": none, never blocked): OK or E_MEDIA_BLOCKED.
 * `*revision` says what was looked through: 0 at first; where the list is still the same,
 * nothing is done, so that the second look, inside the transaction, costs nothing. */
enum err blocked_check(struct req *req, const char *phash, int64_t *revision);

/* {"media": how many stored ones are as near, "collections": some of those that show them};
 * a new reference. */
enum err blocked_matches_json(struct req *req, const char *phash, json_t **out);

#endif
