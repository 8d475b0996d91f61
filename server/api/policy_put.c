/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "policy_reply.h"

/* What is stored is a new version: an old one is never overwritten. */
enum err api_policy_put(struct req *req, struct reply *reply)
{
    json_t *policy;
    json_auto_t *rest = NULL;
    enum err e = policy_of_body(req, POLICY_WITH_NOTE, &policy, &rest);
    return e ? e : policy_store(req, reply, policy, json_string_value(json_object_get(rest, "note")));
}
