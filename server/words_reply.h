/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of watched words as the API shows it.
 */
#ifndef STENCIL_WORDS_REPLY_H
#define STENCIL_WORDS_REPLY_H

#include "reply.h"
#include "rule/words.h"

/* [{"word", "action"}]: those of the list that are not, just so, in `without` (NULL: all). A new
 * reference. */
json_t *words_json(const GPtrArray *list, const GPtrArray *without);

enum err words_reply(struct reply *reply, const GPtrArray *list, int64_t version);

#endif
