/* SPDX-License-Identifier: Apache-2.0 */
#include "album_text.h"

#include "base/html.h"
#include "card.h"
#include "credits.h"
#include "rule/license.h"
#include "rule/site.h"

enum { NAME_LINE_MAX = 80 };

static void add_license(GString *text, const json_t *document)
{
    const char *name = json_string_value(json_object_get(document, "license"));
    const char *url = license_url(license_parse(name));
    if (url)
        g_string_append_printf(text, "%s (%s)", name, url);
    else
        g_string_append(text, "all rights reserved");
}

static void add_credit(GString *text, const struct relative *r, const char *site)
{
    g_autofree char *name = html_line(r->name, NAME_LINE_MAX);
    g_string_append_printf(text, "- %s %s (@%s), ", r->is_reference ? "a picture by" : "the template of", name,
                           r->handle);
    add_license(text, r->document);
    g_string_append_printf(text, ", %s" SITE_COLLECTION "%s\n", site, r->id);
}

static void add_credits(GString *text, const GPtrArray *credits, const struct card *card)
{
    if (credits->len)
        g_string_append(text, "\nMade with\n");
    for (guint i = 0; i < credits->len; i++)
        add_credit(text, credits->pdata[i], card->site);
}

static char *write_text(const struct collection *c, const struct card *card, const GPtrArray *credits)
{
    GString *text = g_string_new(NULL);
    const char *description = json_string_value(json_object_get(c->document, "description"));
    g_string_append_printf(text, "%s\n\nBy: %s (@%s)\nLicence: ", card->title, card->author, c->handle);
    add_license(text, c->document);
    g_string_append_printf(text, "\nAddress: %s\n", card->page);
    add_credits(text, credits, card);
    if (description && *description)
        g_string_append_printf(text, "\n%s\n", description);
    return g_string_free(text, FALSE);
}

enum err album_text(struct req *req, struct reply *reply, const struct collection *c, char **out)
{
    g_auto(card) card = {0};
    g_autoptr(GPtrArray) credits = NULL;
    enum err e = card_make(req, reply, c, (struct box){CARD_WIDTH, CARD_HEIGHT_MAX}, &card);
    if (!e)
        e = credits_list(req, c, LINEAGE_DEPTH_MAX, &credits);
    if (!e)
        *out = write_text(c, &card, credits);
    return e;
}
