/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies as the API shows them, and a new one stored.
 */
#ifndef STENCIL_POLICY_REPLY_H
#define STENCIL_POLICY_REPLY_H

#include "reply.h"
#include "store/policy.h"

/* {"version", "created", "by", "note", "policy"}; a new reference. */
json_t *policy_json(const struct policy_row *row);

/* The version that the path's first variable names; E_NOT_FOUND. */
enum err policy_look(struct req *req, struct policy_row **out);

/* The policy in force, with how far it has gone through what is stored. */
enum err policy_reply(struct req *req, struct reply *reply);

enum policy_body { POLICY_ALONE, POLICY_WITH_NOTE };

/* Checks a body of "policy" and, perhaps, "note": the tree, borrowed from the body, and the
 * rest with its defaults, a new reference. Refused parts are in req->refusals. */
enum err policy_of_body(struct req *req, enum policy_body kind, json_t **policy, json_t **rest);

/* Stores a checked policy as the next version and answers with it; the one that is in force
 * already stays as it is. Everything that is stored will be evaluated anew. */
enum err policy_store(struct req *req, struct reply *reply, json_t *policy, const char *note);

/* What a policy wants kept of texts (struct text_keeping). */
int64_t policy_kinds(const struct policy *policy);

/* Has it be kept from now on. `*all_kept`: everything stored is in its classes already. */
enum err policy_keep(struct db_conn *db, int64_t kinds, bool *all_kept);

#endif
