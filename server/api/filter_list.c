/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "rule/offer.h"

enum err api_filter_list(struct req *req, struct reply *reply)
{
    (void)req;
    return reply_json_take(reply, json_pack("{s:O}", "items", offer_items(OFFER_FILTERS)));
}
