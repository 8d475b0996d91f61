/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "page.h"

enum err api_feed_list(struct req *req, struct reply *reply)
{
    static const char *const words[] = {"newest", "following", "trending", NULL};
    static const enum collection_order orders[] = {COLLECTION_NEWEST, COLLECTION_FOLLOWING, COLLECTION_TRENDING};
    int order;
    enum err e = req_query_choice(req, "order", words, &order);
    if (e)
        return e;
    if (orders[order] == COLLECTION_FOLLOWING && !req->account)
        return E_SIGN_IN;
    g_autofree char *extra = g_strdup_printf("order=%s&", words[order]);
    struct collection_page query = {.order = orders[order]};
    return page_of_collections(req, reply, &query, extra);
}
