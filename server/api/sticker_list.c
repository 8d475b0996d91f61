/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "sticker_set.h"

enum err api_sticker_list(struct req *req, struct reply *reply)
{
    (void)req;
    return reply_json_take(reply, sticker_set_json());
}
