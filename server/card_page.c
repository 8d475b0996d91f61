/* SPDX-License-Identifier: Apache-2.0 */
#include "card_page.h"

#include <string.h>

#include "base/clock.h"
#include "base/html.h"
#include "rule/license.h"
#include "rule/site.h"
#include "site.h"
#include "store/lineage.h"

#define HEAD                                                                                                           \
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"                                          \
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"                                       \
    "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"/page/page.css\">\n"
#define NO_INDEX "<meta name=\"robots\" content=\"noindex\">\n"

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

bool card_is_for_all(const struct collection *c)
{
    static const struct viewer anybody = {.role = ROLE_NOBODY};
    struct exposure exposure = collection_exposure(c);
    return collection_is_visible(&exposure, &anybody);
}

static void add_open_graph(GString *page, const struct card *card)
{
    html_write(page,
               "<meta property=\"og:type\" content=\"article\">\n"
               "<meta property=\"og:site_name\" content=\"" SITE_NAME "\">\n"
               "<meta property=\"og:title\" content=\"%s\">\n<meta property=\"og:description\" content=\"%s\">\n"
               "<meta property=\"og:url\" content=\"%s\">\n",
               card->title, card->description, card->page);
    html_write(page,
               "<meta property=\"og:image\" content=\"%s\">\n<meta property=\"og:image:type\" content=\"image/jpeg\">\n"
               "<meta property=\"og:image:width\" content=\"%d\">\n<meta property=\"og:image:height\" content=\"%d\">\n"
               "<meta property=\"og:image:alt\" content=\"%s\">\n",
               card->picture, card->picture_pixels.width, card->picture_pixels.height, card->alt);
}

static void add_twitter_card(GString *page, const struct card *card)
{
    html_write(page,
               "<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
               "<meta name=\"twitter:title\" content=\"%s\">\n<meta name=\"twitter:description\" content=\"%s\">\n"
               "<meta name=\"twitter:image\" content=\"%s\">\n<meta name=\"twitter:image:alt\" content=\"%s\">\n",
               card->title, card->description, card->picture, card->alt);
}

static void add_links(GString *page, const struct collection *c, const struct card *card)
{
    g_autofree char *url = g_uri_escape_string(card->page, NULL, FALSE);
    const char *license = license_url(license_parse(member(c->document, "license")));
    html_write(page, "<link rel=\"canonical\" href=\"%s\">\n", card->page);
    if (card_is_for_all(c))
        html_write(page,
                   "<link rel=\"alternate\" type=\"application/json+oembed\" "
                   "href=\"%s/v1/oembed?url=%s&amp;format=json\" title=\"%s\">\n",
                   card->site, url, card->title);
    if (license)
        html_write(page, "<link rel=\"license\" href=\"%s\">\n", license);
}

static void add_head(GString *page, const struct collection *c, const struct card *card)
{
    html_write(page, HEAD "<title>%s</title>\n<meta name=\"description\" content=\"%s\">\n", card->title,
               card->description);
    if (!card_is_for_all(c) || c->visibility != VISIBILITY_PUBLIC)
        html_write(page, NO_INDEX);
    add_links(page, c, card);
    add_open_graph(page, card);
    add_twitter_card(page, card);
    html_write(page, "</head>\n");
}

static void add_header(GString *page, const struct collection *c, const struct card *card)
{
    html_write(page,
               "<header>\n<h1 dir=\"auto\">%s</h1>\n<p>by <bdi class=\"name\">%s</bdi> "
               "<a rel=\"author\" href=\"/v1/accounts/%s\">@%s</a>",
               card->title, c->name, c->handle, c->handle);
    if (c->is_posted) {
        char time[CLOCK_TEXT_SIZE];
        clock_text(c->posted_us, time);
        g_autofree char *day = g_strndup(time, strlen("2026-11-22"));
        html_write(page, ", <time datetime=\"%s\">%s</time>", time, day);
    }
    html_write(page, "</p>\n</header>\n");
    if (!card_is_for_all(c))
        html_write(page, "<p class=\"notice\">Not everybody may see this page.</p>\n");
}

/* What is written on image `n`, for those who do not see it, and for search. */
static void add_texts(GString *page, const struct collection *c, size_t n)
{
    size_t i;
    json_t *text;
    json_array_foreach (json_object_get(c->document, "texts"), i, text) {
        const json_t *configuration = json_object_get(text, "configuration");
        const char *content = member(configuration, "content"), *language = member(configuration, "language");
        const char *direction = member(json_object_get(text, "position"), "direction");
        if ((size_t)json_integer_value(json_object_get(text, "image")) != n || !*content)
            continue;
        html_write(page, "<p dir=\"%s\"", strcmp(direction, "rtl") == 0 ? "rtl" : "auto");
        /* "und" is a language that nobody named. */
        if (*language && strcmp(language, "und") != 0)
            html_write(page, " lang=\"%s\"", language);
        html_write(page, ">%s</p>\n", content);
    }
}

static void add_image(GString *page, const struct collection *c, size_t n)
{
    struct box pixels = card_pixels(c->images[n].box, (struct box){CARD_WIDTH, CARD_HEIGHT_MAX});
    g_autofree char *path = card_picture_path(c, n, pixels.width), *alt = card_alt(c, n);
    html_write(page, "<figure>\n<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\"", path, pixels.width,
               pixels.height, alt);
    html_write(page, n ? " loading=\"lazy\">\n<figcaption>\n" : ">\n<figcaption>\n");
    add_texts(page, c, n);
    html_write(page, "</figcaption>\n</figure>\n");
}

static void add_topics(GString *page, const struct collection *c)
{
    size_t i;
    json_t *topic;
    if (json_array_size(json_object_get(c->document, "topics")) == 0)
        return;
    html_write(page, "<ul class=\"topics\" aria-label=\"Topics\">\n");
    json_array_foreach (json_object_get(c->document, "topics"), i, topic)
        html_write(page, "<li><bdi>%s</bdi></li>\n", json_string_value(topic));
    html_write(page, "</ul>\n");
}

static void add_license(GString *page, const char *name)
{
    const char *url = license_url(license_parse(name));
    if (url)
        html_write(page, "<a rel=\"license\" href=\"%s\">%s</a>", url, name);
    else
        html_write(page, "all rights reserved");
}

static void add_credits(GString *page, const struct collection *c, const GPtrArray *credits)
{
    for (guint i = 0; i < credits->len; i++) {
        const struct relative *r = credits->pdata[i];
        html_write(page, "<li>%s <a href=\"" SITE_COLLECTION "%s\"><bdi>%s</bdi> (@%s)</a>, ",
                   r->is_reference ? "With a picture by" : "Made with the template of", r->id, r->name, r->handle);
        add_license(page, member(r->document, "license"));
        html_write(page, "</li>\n");
    }
    if (credits->len == 0 && c->made_with_id)
        html_write(page, "<li>Made with a template.</li>\n");
}

static void add_footer(GString *page, const struct collection *c, const GPtrArray *credits)
{
    html_write(page, "<footer>\n<ul>\n<li>Licence: ");
    add_license(page, member(c->document, "license"));
    html_write(page, "</li>\n");
    add_credits(page, c, credits);
    html_write(page, "</ul>\n");
    if (c->template_id)
        html_write(page,
                   "<p class=\"template\"><strong>Use template</strong> for photos of your own: "
                   "<a href=\"/v1/templates/%s\"><code>%s</code></a></p>\n",
                   c->template_id, c->template_id);
    html_write(page, "</footer>\n");
}

GString *card_page(const struct collection *c, const struct card *card, const GPtrArray *credits)
{
    GString *page = g_string_new(NULL);
    const char *description = member(c->document, "description");
    add_head(page, c, card);
    html_write(page, "<body>\n<main>\n");
    add_header(page, c, card);
    for (size_t n = 0; n < collection_image_count(c); n++)
        add_image(page, c, n);
    if (*description)
        html_write(page, "<p class=\"description\" dir=\"auto\">%s</p>\n", description);
    add_topics(page, c);
    add_footer(page, c, credits);
    html_write(page, "</main>\n</body>\n</html>\n");
    return page;
}

GString *card_page_of_nothing(void)
{
    const struct err_info *info = err_info(E_NOT_FOUND);
    GString *page = g_string_new(NULL);
    html_write(page,
               HEAD NO_INDEX
               "<title>%s</title>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n<p>%s</p>\n</main>\n</body>\n</html>\n",
               info->title, info->title, info->sentence);
    return page;
}
