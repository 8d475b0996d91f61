/* SPDX-License-Identifier: Apache-2.0 */
#include "problem.h"

json_t *problem_json(const struct req *req, const struct reply *reply, enum err outcome)
{
    const struct err_info *info = err_info(outcome);
    g_autofree char *type = g_strconcat(PROBLEM_URN, info->type, NULL);
    g_autofree char *instance = g_strconcat("urn:stencil:request:", req->id, NULL);
    json_t *problem = json_pack("{s:s, s:s, s:i, s:s, s:s}", "type", type, "title", info->title, "status", info->status,
                                "detail", reply->detail ? reply->detail : info->sentence, "instance", instance);
    if (req->refusals.list)
        json_object_set(problem, "errors", req->refusals.list);
    return problem;
}
