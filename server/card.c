/* SPDX-License-Identifier: Apache-2.0 */
#include "card.h"

#include <math.h>

#include "base/html.h"
#include "rule/site.h"
#include "site.h"

enum { NAME_LINE_MAX = 80, ALT_LINE_MAX = 400 };

void card_clear(struct card *card)
{
    g_free(card->site);
    g_free(card->page);
    g_free(card->title);
    g_free(card->description);
    g_free(card->author);
    g_free(card->author_page);
    g_free(card->picture);
    g_free(card->alt);
}

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The rounding is the drawing's own (lib/render). */
static int height_of(struct box box, int width)
{
    return (int)fmax(1, round((double)width * box.height / box.width));
}

struct box card_pixels(struct box box, struct box most)
{
    int height_most = MIN(most.height, CARD_HEIGHT_MAX), width = most.width;
    if (height_of(box, width) > height_most)
        width = (int)((double)height_most * box.width / box.height);
    width = MAX(width, CARD_WIDTH_LEAST);
    return (struct box){width, height_of(box, width)};
}

char *card_picture_path(const struct collection *c, size_t n, int width)
{
    return g_strdup_printf("/v1/collections/%s/images/%zu?w=%d&v=%" G_GINT64_FORMAT, c->id, n, width, c->version);
}

/* Whatever the reader's program says of itself, the card says JPEG. */
char *card_picture_address(const char *site, const struct collection *c, int width)
{
    g_autofree char *path = card_picture_path(c, 0, width);
    return g_strconcat(site, path, "&format=jpeg", NULL);
}

char *card_alt(const struct collection *c, size_t n)
{
    const char *alt = member(json_array_get(json_object_get(c->document, "images"), n), "alt");
    g_autofree char *line = html_line(alt, ALT_LINE_MAX);
    return *line ? g_steal_pointer(&line) : g_strdup_printf("Image %zu of %zu", n + 1, collection_image_count(c));
}

/* The first text that says something, on whichever image; "" for none. */
static char *first_text(const struct collection *c)
{
    size_t i;
    json_t *text;
    json_array_foreach (json_object_get(c->document, "texts"), i, text) {
        g_autofree char *line = html_line(member(json_object_get(text, "configuration"), "content"), CARD_TITLE_MAX);
        if (*line)
            return g_steal_pointer(&line);
    }
    return g_strdup("");
}

static void name_it(const struct collection *c, struct card *card)
{
    g_autofree char *text = first_text(c), *by = g_strdup_printf("Photos by %s", card->author);
    g_autofree char *described = html_line(member(c->document, "description"), CARD_TITLE_MAX);
    card->title = g_strdup(*text ? text : *described ? described : by);
    card->description =
        *text && *described ? html_line(member(c->document, "description"), CARD_DESCRIPTION_MAX) : g_strdup(by);
}

enum err card_make(const struct req *req, struct reply *reply, const struct collection *c, struct box most,
                   struct card *out)
{
    enum err e = site_address(req, reply, &out->site);
    if (e)
        return e;
    out->picture_pixels = card_pixels(c->images[0].box, most);
    out->page = g_strconcat(out->site, SITE_COLLECTION, c->id, NULL);
    out->author = html_line(c->name, NAME_LINE_MAX);
    out->author_page = g_strconcat(out->site, "/v1/accounts/", c->handle, NULL);
    out->picture = card_picture_address(out->site, c, out->picture_pixels.width);
    out->alt = card_alt(c, 0);
    name_it(c, out);
    return OK;
}
