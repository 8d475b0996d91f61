/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "rate.h"

enum err api_rating_delete(struct req *req, struct reply *reply)
{
    return rate(req, reply, 0);
}
