/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "card_page.h"
#include "credits.h"
#include "look.h"
#include "rule/accept.h"

static enum err reply_page_take(struct reply *reply, GString *page)
{
    reply->bytes = g_string_free_to_bytes(page);
    reply->content_type = CARD_PAGE_TYPE;
    reply->policy = CARD_PAGE_POLICY;
    return OK;
}

/* A person gets a page that says so; a program, which names no HTML, the problem. */
static enum err reply_nothing_here(const struct req *req, struct reply *reply)
{
    if (!accept_names(req_header(req, "Accept"), "text/html"))
        return E_NOT_FOUND;
    reply->status = 404;
    reply->cache = CACHE_NONE;
    return reply_page_take(reply, card_page_of_nothing());
}

static enum err reply_collection(struct req *req, struct reply *reply, const struct collection *c)
{
    g_auto(card) card = {0};
    g_autoptr(GPtrArray) credits = NULL;
    enum err e = card_make(req, reply, c, (struct box){CARD_WIDTH, CARD_HEIGHT_MAX}, &card);
    if (!e)
        e = credits_list(req, c, 1, &credits);
    return e ? e : reply_page_take(reply, card_page(c, &card, credits));
}

enum err api_collection_page(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    reply->by_accept = true;
    if (e == E_NOT_FOUND)
        return reply_nothing_here(req, reply);
    return e ? e : reply_collection(req, reply, c);
}
