/* SPDX-License-Identifier: Apache-2.0
 *
 * Appeals as replies, and what follows from a decision: the row, the log, the event. Inside
 * the transaction that decides.
 */
#ifndef STENCIL_APPEAL_H
#define STENCIL_APPEAL_H

#include "req.h"
#include "store/appeal.h"

/* As its creator sees it; a new reference. */
json_t *appeal_json(const struct appeal *appeal);

/* As moderators do: whose it is, and what it is against. */
json_t *appeal_whole_json(const struct appeal *appeal);

/* "accepted" or "rejected". Does not restore anything. */
enum err appeal_settle(struct req *req, const struct appeal *appeal, const char *outcome, const char *note);

/* A collection that is restored has nothing to appeal against any longer. */
enum err appeal_accept_open(struct req *req, const char *takedown_id, const char *collection_id, const char *note);

#endif
