/* SPDX-License-Identifier: Apache-2.0
 *
 * oEmbed 1.0 (https://oembed.com): a collection's page as a photo.
 */
#include "api/api.h"

#include "card_page.h"
#include "look.h"
#include "rule/site.h"
#include "site.h"

enum { THUMBNAIL_MOST = 320, CACHE_SECONDS = 3600 };

enum format { FORMAT_JSON, FORMAT_XML };

struct wish {
    char id[ID_SIZE];
    struct box most;
};

static enum err read_format(struct req *req, struct reply *reply)
{
    static const char *const formats[] = {[FORMAT_JSON] = "json", [FORMAT_XML] = "xml", NULL};
    int format = FORMAT_JSON;
    enum err e = req_query_choice(req, "format", formats, &format);
    if (!e && format == FORMAT_XML)
        return reply_refuse(reply, E_NOT_BUILT, "Only format=json is offered.");
    return e;
}

/* Any size is taken; larger than what is drawn at all is no wish. */
static enum err read_most(struct req *req, const char *name, int64_t preset, int *out)
{
    int64_t most = preset;
    enum err e = req_query_int(req, name, preset, CARD_WIDTH_LEAST, G_MAXINT32, &most);
    *out = (int)MIN(most, preset);
    return e;
}

static enum err find_page(struct req *req, struct reply *reply, char id[ID_SIZE])
{
    const char *url = req_query(req, "url");
    g_autofree char *site = NULL;
    if (!url)
        return refuse(&req->refusals, "?url", "wanted the address of a page, came none");
    enum err e = site_address(req, reply, &site);
    return e || site_find_collection(site, url, id) ? e : E_NOT_FOUND;
}

static enum err read_wish(struct req *req, struct reply *reply, struct wish *wish)
{
    enum err of_width = read_most(req, "maxwidth", CARD_WIDTH, &wish->most.width);
    enum err of_height = read_most(req, "maxheight", CARD_HEIGHT_MAX, &wish->most.height);
    enum err e = read_format(req, reply);
    if (!e)
        e = of_width || of_height ? E_INVALID : OK;
    return e ? e : find_page(req, reply, wish->id);
}

/* What is shown to everybody: an answer is kept and shown on by others. */
static enum err look_for_all(struct req *req, const char *id, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_named_collection(req, id, &c);
    if (e || !card_is_for_all(c))
        return e ? e : E_NOT_FOUND;
    *out = g_steal_pointer(&c);
    return OK;
}

static void add_thumbnail(json_t *json, const struct collection *c, const struct card *card, struct box most)
{
    struct box pixels =
        card_pixels(c->images[0].box, (struct box){MIN(most.width, THUMBNAIL_MOST), MIN(most.height, THUMBNAIL_MOST)});
    g_autofree char *address = card_picture_address(card->site, c, pixels.width);
    json_object_set_new(json, "thumbnail_url", json_string(address));
    json_object_set_new(json, "thumbnail_width", json_integer(pixels.width));
    json_object_set_new(json, "thumbnail_height", json_integer(pixels.height));
}

static json_t *photo_json(const struct card *card)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:i, s:i}", "version", "1.0", "type", "photo",
                     "title", card->title, "author_name", card->author, "author_url", card->author_page,
                     "provider_name", SITE_NAME, "provider_url", card->site, "cache_age", CACHE_SECONDS, "url",
                     card->picture, "width", card->picture_pixels.width, "height", card->picture_pixels.height);
}

enum err api_oembed_get(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    g_auto(card) card = {0};
    struct wish wish = {0};
    enum err e = read_wish(req, reply, &wish);
    if (!e)
        e = look_for_all(req, wish.id, &c);
    if (!e)
        e = card_make(req, reply, c, wish.most, &card);
    if (e)
        return e;
    /* The narrowest that is drawn may still be too high, of what is many times higher than wide. */
    if (card.picture_pixels.height > wish.most.height)
        return refuse(&req->refusals, "?maxheight", "wanted at least %d for this picture, came %d",
                      card.picture_pixels.height, wish.most.height);
    json_t *json = photo_json(&card);
    add_thumbnail(json, c, &card, wish.most);
    return reply_json_take(reply, json);
}
